import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, keys } from '../api.web.ts'

/** Remembers that the caller opened a record, for the list of recent ones; nothing is lost when that fails. */
export function useOpened(id: string): void {
  const client = useQueryClient()
  useEffect(() => {
    api('PUT', `/records/${id}/opened`)
      .then(() => client.invalidateQueries({ queryKey: keys.recents }))
      .catch(() => undefined)
  }, [client, id])
}
