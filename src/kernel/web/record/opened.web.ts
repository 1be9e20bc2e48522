import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import type { RecordLink } from '../../traits/wire.ts'
import { api, keys } from '../api.web.ts'
import type { Row } from './row.ts'

const most = 20

/** Remembers that the caller opened a record, for the list of recent ones; nothing is lost when that fails. */
export function useOpened(record: AnyRecord, row: Row): void {
  const client = useQueryClient()
  const { id, number, title, state } = row
  useEffect(() => {
    api('PUT', `/records/${id}/opened`).catch(() => undefined)
  }, [id])
  useEffect(() => {
    const link: RecordLink = { id, type: record.name, number, title, state }
    client.setQueryData(keys.recents, (known: { readonly recents: readonly RecordLink[] } | undefined) => {
      if (!known) return known
      return { recents: [link, ...known.recents.filter((one) => one.id !== id)].slice(0, most) }
    })
  }, [client, record.name, id, number, title, state])
}
