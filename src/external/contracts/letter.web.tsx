import { Button, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api, keys, read } from '../../kernel/web/api.web.ts'
import { dayNow } from '../../kernel/web/field/when.ts'
import type { Row } from '../../kernel/web/record/row.ts'
import { Failed, Lines } from '../../kernel/web/record/states.web.tsx'
import { Notice } from '../../kernel/web/shell/problem.web.tsx'
import { useTitle } from '../../kernel/web/title.web.ts'
import { toast, toastProblem } from '../../kernel/web/toast.web.tsx'
import { sayDay } from './day.ts'
import css from './letter.module.css'
import type { ContractLetter } from './letters/contract-letter.record.ts'
import { paragraphsOf } from './letters/paper.ts'
import { PdfButton } from './pdf.web.tsx'
import { sayMethod } from './trace.ts'

type Letter = Row & ContractLetter
interface Search {
  readonly contract?: string
  readonly decision?: string
}

/** The letter that a decision asks for: a draft whose words can be changed, kept, put on paper, and recorded as sent. */
export default function LetterPage() {
  useTitle('Letter')
  const { contract = '', decision = '' }: Search = useSearch({ strict: false })
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.related(), 'renewals', 'letter', contract, decision],
    queryFn: ({ signal }) => latest({ contract, decision }, signal),
    enabled: contract !== '' && decision !== '',
    meta: { types: ['contract_letter'] },
  })
  const back = (
    <Link to={'/renewals' as '/'} search={{ open: contract } as never}>
      Back to the decision
    </Link>
  )
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (contract === '' || decision === '')
    return (
      <Notice title="There is no letter to write" action={back}>
        Letters are written about a contract, for what is decided about it.
      </Notice>
    )
  if (data === undefined) return <Lines count={10} />
  if (data === null) return <NoLetter contract={contract} decision={decision} back={back} />
  return data.can.includes('update') ? (
    <Draft key={data.id} letter={data} back={back} />
  ) : (
    <AsKept letter={data} back={back} />
  )
}

/** The letter that is kept for a decision about the next end of a contract; null where none is. */
async function latest({ contract, decision }: Required<Search>, signal: AbortSignal): Promise<Letter | null> {
  const about = await read<{ readonly id: string; readonly decidedEnd: string | null }>(
    `/contracts/${contract}`,
    {},
    signal,
  )
  const filter = JSON.stringify({ contract: about.id, decision, state: ['draft', 'sent', 'received'] })
  const { rows } = await read<{ rows: readonly Letter[] }>(
    '/contract-letters',
    { filter, sort: '-createdAt', limit: 20 },
    signal,
  )
  const found =
    rows.find(({ decidedEnd }) => decidedEnd === about.decidedEnd) ?? (about.decidedEnd === null ? rows[0] : undefined)
  return found ? read<Letter>(`/contract-letters/${found.id}`, {}, signal) : null
}

interface NoLetterProps extends Required<Search> {
  readonly back: React.ReactNode
}

/** Decisions that were entered elsewhere may have no letter yet. */
function NoLetter({ contract, decision, back }: NoLetterProps) {
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const draft = async (): Promise<void> => {
    setBusy(true)
    try {
      await api('POST', `/contracts/${contract}/actions/draftLetter`, { body: { decision } })
      await client.invalidateQueries({ queryKey: keys.related() })
    } catch (problem) {
      toastProblem(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Notice
      title="No letter is kept for it yet"
      action={
        <Button loading={isBusy} onClick={() => void draft()}>
          Draft the letter
        </Button>
      }
    >
      Where something has to be sent for what was decided, it is drafted. {back}
    </Notice>
  )
}

interface LetterProps {
  readonly letter: Letter
  readonly back: React.ReactNode
}

function Draft({ letter, back }: LetterProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [subject, setSubject] = useState(letter.subject)
  const [toWhom, setToWhom] = useState(letter.toWhom ?? '')
  const [body, setBody] = useState(letter.body ?? '')
  const [isBusy, setBusy] = useState(false)
  const isChanged = subject !== letter.subject || toWhom !== (letter.toWhom ?? '') || body !== (letter.body ?? '')
  const save = async (): Promise<void> => {
    if (!isChanged) return
    await api('PATCH', `/contract-letters/${letter.id}`, { body: { subject, toWhom, body }, version: letter.version })
  }
  const work = async (then: () => Promise<void>): Promise<void> => {
    setBusy(true)
    try {
      await then()
    } catch (problem) {
      toastProblem(problem)
    } finally {
      await client.invalidateQueries({ queryKey: keys.related() })
      setBusy(false)
    }
  }
  const send = async (): Promise<void> => {
    await save()
    await api('POST', `/contract-letters/${letter.id}/actions/send`, {
      body: { on: dayNow(), method: letter.method ?? 'email' },
    })
    toast({ says: 'Kept as it was sent. The contract’s dates follow from it.' })
    await navigate({ to: `/contract-letters/${letter.number ?? letter.id}` as '/' })
  }
  return (
    <div className={css.page}>
      <header className={css.bar}>
        <div>
          <h1>Letter</h1>
          <p>
            A draft: change its words where they stand. Have somebody who knows the law read a notice before it is sent.
            {letter.sendBy !== null && (
              <>
                {' '}
                It has to be sent <strong>{letter.method && sayMethod(letter.method)}</strong> by{' '}
                <strong>{sayDay(letter.sendBy)}</strong>.
              </>
            )}
          </p>
          <p>{back}</p>
        </div>
        <div className={css.ways}>
          {isChanged ? (
            <Button loading={isBusy} onClick={() => void work(save)}>
              Keep these words
            </Button>
          ) : (
            <PdfButton path={`/contract-letters/${letter.id}/pdf`} />
          )}
          {letter.can.includes('action:send') && (
            <Button variant="default" loading={isBusy} onClick={() => void work(send)}>
              Record as sent today
            </Button>
          )}
        </div>
      </header>
      <article className={css.sheet} aria-label="The letter">
        <Textarea
          label="To"
          description="Name and address, as the contract says for notices."
          value={toWhom}
          onChange={({ currentTarget }) => setToWhom(currentTarget.value)}
          autosize
          minRows={2}
        />
        <TextInput label="Subject" value={subject} onChange={({ currentTarget }) => setSubject(currentTarget.value)} />
        <Textarea
          label="Letter"
          description="An empty line begins a new paragraph. Salutation, day and signature come by themselves."
          value={body}
          onChange={({ currentTarget }) => setBody(currentTarget.value)}
          autosize
          minRows={8}
        />
      </article>
    </div>
  )
}

/** A letter that was sent, or that the reader may not change. */
function AsKept({ letter, back }: LetterProps) {
  const { sentOn, deemedOn, receivedOn, method } = letter
  return (
    <div className={css.page}>
      <header className={css.bar}>
        <div>
          <h1>{letter.subject}</h1>
          <p>
            {sentOn === null
              ? 'A draft.'
              : `Sent ${method === null ? '' : `${sayMethod(method)} `}on ${sayDay(sentOn)}${deemedOn === null ? '' : `; it counts as received on ${sayDay(deemedOn)}`}${receivedOn === null ? '' : `, and is proven to be received on ${sayDay(receivedOn)}`}.`}
          </p>
          <p>{back}</p>
        </div>
        <div className={css.ways}>
          <PdfButton path={`/contract-letters/${letter.id}/pdf`} />
        </div>
      </header>
      <article className={css.sheet} aria-label="The letter">
        <address className={css.to}>
          {(letter.toWhom ?? '').split('\n').map((line) => (
            <span key={line}>{line}</span>
          ))}
        </address>
        <h2>{letter.subject}</h2>
        {paragraphsOf(letter.body).map((text) => (
          <p key={text}>{text}</p>
        ))}
      </article>
    </div>
  )
}
