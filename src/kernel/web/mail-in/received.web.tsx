import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState, type ReactNode } from 'react'
import type { RawMail, ReceivedView } from '../../mail-in/wire.ts'
import { read } from '../api.web.ts'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import css from './mail-in.module.css'
import { stateWords, verdictWords } from './words.ts'

interface ReceivedProps {
  readonly mail: ReceivedView
  /** Where it led to, and what may be done about it. */
  readonly children?: ReactNode
}

/** One mail that came in: from whom, what became of it and why, and on demand as it arrived. */
export function Received({ mail, children }: ReceivedProps) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const [tone, word] = stateWords[mail.state]
  const vouched = mail.verdict === null ? null : verdictWords(mail.verdict)
  return (
    <li className={css.mail}>
      <div className={css.words}>
        <strong>{mail.subject || 'No subject'}</strong>
        <span>
          From {mail.fromName ? `${mail.fromName}, ${mail.from}` : (mail.from ?? 'nobody that it names')} to{' '}
          {mail.mailbox}
        </span>
        {mail.reason && <span>{mail.reason}</span>}
        {vouched && (
          <span>
            <Toned tone={vouched.tone}>{vouched.says}</Toned> <small>{vouched.details}</small>
          </span>
        )}
      </div>
      <span className={css.state}>
        <Toned tone={tone}>{word}</Toned> <When value={mail.receivedAt} />
        {mail.attempts > 1 && `, tried ${mail.attempts} times`}
      </span>
      <span className={css.actions}>
        <Button variant="default" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide the original' : 'Show the original'}
        </Button>
        {children}
      </span>
      <div id={id} className={css.original} hidden={!isOpen}>
        {isOpen && <Original id={mail.id} />}
      </div>
    </li>
  )
}

function Original({ id }: { id: string }) {
  const { data, error, isPending } = useQuery({
    queryKey: ['received-mail', id, 'text'],
    queryFn: ({ signal }) => read<RawMail>(`/received-mails/${id}/text`, {}, signal),
    staleTime: Infinity,
  })
  if (isPending) return <p role="status">One moment…</p>
  if (error) return <p role="alert">{error.message}</p>
  return (
    <>
      <textarea className={css.raw} readOnly rows={18} value={data.text} aria-label="The mail as it arrived" />
      <p>
        {data.isCut && 'This is its beginning. '}
        <a href={`/api/v1/received-mails/${id}/raw`} download>
          Download it whole
        </a>
      </p>
    </>
  )
}
