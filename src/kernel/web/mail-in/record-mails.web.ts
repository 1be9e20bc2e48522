import { useQuery } from '@tanstack/react-query'
import type { ReceivedView } from '../../mail-in/wire.ts'
import { keys, read } from '../api.web.ts'
import { mayI, useMe } from '../session.web.tsx'

/** The mails that a record came of, for those who work on it; one answer for whatever shows them. */
export function useRecordMails(id: string) {
  const may = mayI(useMe(), 'comment.see_internal')
  const answer = useQuery({
    queryKey: keys.trait(id, 'mails'),
    queryFn: ({ signal }) => read<{ rows: readonly ReceivedView[] }>(`/records/${id}/mails`, {}, signal),
    enabled: may,
  })
  return { ...answer, may }
}
