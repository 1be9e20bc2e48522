import { useQuery } from '@tanstack/react-query'
import type { ReceivedView } from '../../mail-in/wire.ts'
import { read } from '../api.web.ts'
import type { PartProps } from '../record/extend.web.tsx'
import { Failed } from '../record/states.web.tsx'
import { mayI, useMe } from '../session.web.tsx'
import css from './mail-in.module.css'
import { Received } from './received.web.tsx'

/** The mails that a record came of, as they arrived, with who vouches for their senders. */
export default function RecordMails({ row }: PartProps) {
  const may = mayI(useMe(), 'comment.see_internal')
  const { data, error, refetch } = useQuery({
    queryKey: ['record-mails', row.id, row.version],
    queryFn: ({ signal }) => read<{ rows: readonly ReceivedView[] }>(`/records/${row.id}/mails`, {}, signal),
    enabled: may,
  })
  if (!may) return <p>What came by mail is shown to those who work on this.</p>
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return null
  if (data.rows.length === 0) return <p>No mail led here.</p>
  return (
    <ul className={css.mails}>
      {data.rows.map((mail) => (
        <Received key={mail.id} mail={mail} />
      ))}
    </ul>
  )
}
