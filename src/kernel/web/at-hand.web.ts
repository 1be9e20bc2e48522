import { useQuery } from '@tanstack/react-query'
import type { RecordLink } from '../traits/wire.ts'
import { keys, read } from './api.web.ts'
import { useApplication } from './application.web.ts'

/** The caller's favourites or recently opened records, of types that this app knows. */
export function useAtHand(name: 'favourites' | 'recents'): readonly RecordLink[] {
  const { registry } = useApplication()
  const { data } = useQuery({
    queryKey: keys[name],
    queryFn: ({ signal }) => read<Readonly<Record<string, readonly RecordLink[]>>>(`/${name}`, {}, signal),
    staleTime: 30_000,
  })
  const known = (data?.[name] ?? []).filter((link) => registry.records.some((record) => record.name === link.type))
  return known.filter((link) => link.title !== null)
}
