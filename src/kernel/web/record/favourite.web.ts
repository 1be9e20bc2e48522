import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { RecordLink } from '../../traits/wire.ts'
import { api, keys, read } from '../api.web.ts'

/** Whether a record is among the caller's favourites, and the switch for it. */
export function useFavourite(id: string) {
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: keys.favourites,
    queryFn: ({ signal }) => read<{ favourites: readonly RecordLink[] }>('/favourites', {}, signal),
  })
  const isOn = data?.favourites.some((favourite) => favourite.id === id) ?? false
  const toggle = async (): Promise<void> => {
    await api(isOn ? 'DELETE' : 'PUT', `/records/${id}/favourite`)
    await client.invalidateQueries({ queryKey: keys.favourites })
  }
  return { isOn, toggle }
}
