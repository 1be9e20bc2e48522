import type { PartProps } from '../record/extend.web.tsx'
import { Failed } from '../record/states.web.tsx'
import css from './mail-in.module.css'
import { Received } from './received.web.tsx'
import { useRecordMails } from './record-mails.web.ts'

/** The mails that a record came of, as they arrived, with who vouches for their senders. */
export default function RecordMails({ row }: PartProps) {
  const { data, error, refetch, may } = useRecordMails(row.id)
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
