import { Button } from '@mantine/core'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api, keys, read } from '../../kernel/web/api.web.ts'
import { localDay } from '../../kernel/web/field/when.ts'
import { Failed, Lines } from '../../kernel/web/record/states.web.tsx'
import { useMe } from '../../kernel/web/session.web.tsx'
import { Notice } from '../../kernel/web/shell/problem.web.tsx'
import { useTitle } from '../../kernel/web/title.web.ts'
import { toast, toastProblem } from '../../kernel/web/toast.web.tsx'
import { sayDay } from './day.ts'
import type { LetterKind } from './letter.ts'
import css from './letter.module.css'
import type { Method } from './terms.ts'

interface Drafted {
  readonly kind: LetterKind
  readonly subject: string
  readonly paragraphs: readonly string[]
  readonly sendBy: string | null
  readonly from: string | null
  readonly signedBy: string | null
  readonly to: readonly string[]
  readonly on: string
  readonly method: Method
  readonly by: string
}
interface Search {
  readonly contract?: string
  readonly decision?: string
}

/** The letter that a decision asks for, as it will be printed. Its words can be changed before. */
export default function LetterPage() {
  useTitle('Letter')
  const { contract = '', decision = '' }: Search = useSearch({ strict: false })
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.related(), 'renewals', 'letter', contract, decision],
    queryFn: ({ signal }) => read<{ letter: Drafted | null }>(`/contracts/${contract}/letter`, { decision }, signal),
    enabled: contract !== '' && decision !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
  const back = (
    <Link to={'/renewals' as '/'} search={{ open: contract } as never}>
      Back to the decision
    </Link>
  )
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (contract === '' || decision === '' || data?.letter === null)
    return (
      <Notice title="There is no letter to write" action={back}>
        Nothing has to be sent for this decision, or notice was given already.
      </Notice>
    )
  if (!data?.letter) return <Lines count={10} />
  return <Sheet letter={data.letter} contract={contract} back={back} />
}

interface SheetProps {
  readonly letter: Drafted
  readonly contract: string
  readonly back: React.ReactNode
}

function Sheet({ letter, contract, back }: SheetProps) {
  const { from, to, on, by, subject, paragraphs, signedBy, sendBy } = letter
  return (
    <div className={css.page}>
      <header className={css.bar}>
        <div>
          <h1>Letter</h1>
          <p>
            A draft: change its words where they stand. Have somebody who knows the law read a notice before it is sent.
            {sendBy !== null && (
              <>
                {' '}
                It has to be sent <strong>{by}</strong> by <strong>{sayDay(sendBy)}</strong>.
              </>
            )}
          </p>
          <p>{back}</p>
        </div>
        <div className={css.ways}>
          <Button leftSection={<IconPrinter size={14} aria-hidden />} onClick={() => window.print()}>
            Print, or save as PDF
          </Button>
          <Sent letter={letter} contract={contract} />
        </div>
      </header>
      <article className={css.sheet} aria-label="The letter">
        <p className={css.from}>
          {from ?? <span className={css.missing}>The name of the organisation is missing: see the settings.</span>}
        </p>
        <address className={css.to}>
          {to.map((line) => (
            <span key={line}>{line}</span>
          ))}
          {to.length < 2 && <span className={css.missing}>The contract’s notice address is missing.</span>}
        </address>
        <p className={css.on}>
          {sayDay(on)}, {by}
        </p>
        <Words as="h2" label="Subject" text={subject} />
        <p>Dear Sir or Madam,</p>
        {paragraphs.map((text, place) => (
          <Words key={text} as="p" label={`Paragraph ${place + 1}`} text={text} />
        ))}
        <p>Yours faithfully,</p>
        <p className={css.sign}>
          {signedBy ?? ''}
          {from !== null && <span>{from}</span>}
        </p>
      </article>
    </div>
  )
}

/** Words of the letter that can be changed where they stand; what is printed is what is seen. */
function Words({ as: Tag, label, text }: { readonly as: 'p' | 'h2'; readonly label: string; readonly text: string }) {
  return (
    <Tag className={css.words}>
      <span
        role="textbox"
        aria-label={label}
        aria-multiline
        tabIndex={0}
        contentEditable="plaintext-only"
        suppressContentEditableWarning
      >
        {text}
      </span>
    </Tag>
  )
}

/** Writes into the contract's log that the letter was sent: from then on its dates follow from it. */
function Sent({ letter, contract }: Omit<SheetProps, 'back'>) {
  const mayWrite = useMe().can['contract_event']?.create === true
  const client = useQueryClient()
  const navigate = useNavigate()
  const [isBusy, setBusy] = useState(false)
  const event = eventOf(letter)
  if (!mayWrite || event === null) return null
  const record = async (): Promise<void> => {
    setBusy(true)
    try {
      await api('POST', '/contract-events', { body: { contract, happenedOn: localDay(new Date()), ...event } })
      await client.invalidateQueries({ queryKey: keys.related() })
      toast({ says: 'Recorded in the contract’s log. Its dates follow from it.' })
      await navigate({ to: `/contracts/${contract}` as '/' })
    } catch (problem) {
      toastProblem(problem)
      setBusy(false)
    }
  }
  return (
    <Button variant="default" loading={isBusy} onClick={() => void record()}>
      Record as sent today
    </Button>
  )
}

/** What sending a letter is in the log; null for letters that change nothing about the terms. */
function eventOf({ kind, method, subject }: Drafted): Readonly<Record<string, string>> | null {
  const short = subject.slice(0, 200)
  if (kind === 'notice') return { kind: 'notice', subject: short, givenBy: 'us', method }
  return kind === 'option' ? { kind: 'renewal', subject: short } : null
}
