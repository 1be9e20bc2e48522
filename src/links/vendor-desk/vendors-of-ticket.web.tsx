import { Button, Textarea } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { api } from '../../kernel/web/api.web.ts'
import { useRegistry } from '../../kernel/web/application.web.ts'
import { RecordAnchor } from '../../kernel/web/field/reference.web.tsx'
import { When } from '../../kernel/web/field/when.web.tsx'
import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import type { Row } from '../../kernel/web/record/row.ts'
import { mayI, useMe } from '../../kernel/web/session.web.tsx'
import { toast, toastProblem } from '../../kernel/web/toast.web.tsx'
import { useTold, useVendorsOfTicket } from './data.web.ts'
import type { Heard } from './for-vendor.ts'
import { sharesWords } from './shares.ts'
import { forUs } from './reader.web.ts'
import { clockWords } from './their-clock.ts'
import css from './vendor-desk.module.css'
import type { VendorsOfTicket } from './wire.ts'

const GiveDialog = lazy(() => import('./give-dialog.web.tsx'))
const SeeDialog = lazy(() => import('./see-dialog.web.tsx'))
type One = VendorsOfTicket['rows'][number]

/** Which vendors have or had a ticket: since when, by their clock, what was said with them, and the way to give or take it. */
export default function Vendors({ row }: PartProps) {
  const me = useMe()
  const { data } = useVendorsOfTicket(row.id, mayI(me, 'vendor_ticket.read'))
  const [isGiving, setGiving] = useState(false)
  if (!data) return null
  const canGive = data.canGive && mayI(me, 'vendor_ticket.write')
  return (
    <>
      {data.rows.length === 0 && <p className={css.dim}>No vendor has it, or had it.</p>}
      {data.rows.map((one) => (
        <OneVendor key={one.id} one={one} row={row} />
      ))}
      {canGive && (
        <Button variant="default" size="compact-sm" onClick={() => setGiving(true)}>
          Give to a vendor…
        </Button>
      )}
      <Suspense fallback={null}>{isGiving && <GiveDialog ticket={row} onClose={() => setGiving(false)} />}</Suspense>
    </>
  )
}

/** How it stands with one vendor, in a sentence: 'With Nordlys since 14:02, their clock: 2 h 10 left'. */
function OneVendor({ one, row }: { one: One; row: Row }) {
  const [isChoosing, setChoosing] = useState(false)
  const registry = useRegistry()
  const isWith = one.state === 'with_vendor'
  const told = useTold(one.ticket.id)
  const act = async (action: string, says: string) => {
    try {
      await api('POST', `/tickets-with-vendors/${one.id}/actions/${action}`, { body: {} })
      toast({ says })
      await told()
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const vendor = one.vendor.title ?? 'A vendor'
  return (
    <div className={css.one} data-state={isWith ? 'with' : 'over'} data-is-late={one.clock?.isBreached || undefined}>
      <p className={css.says}>
        {isWith ? (
          <>
            With {vendor} since {timeWords(one.since)}, {clockWords(one.clock, forUs())}
          </>
        ) : (
          endWords(one, vendor)
        )}
      </p>
      <p className={css.dim}>
        <RecordAnchor record={registry.record('vendor_ticket')} id={one.number}>
          {one.number}
        </RecordAnchor>
        {`, to ${one.contacts.map(({ title }) => title ?? 'somebody').join(', ')}. `}
        {isWith && (one.way === 'waits' ? 'We wait for them. ' : 'Our clock runs on. ')}
        {isWith && one.isLinkOnly && 'Mails bring them the link only.'}
      </p>
      <p className={`${css.dim} ${css.seen}`}>
        {isWith ? 'What they see: ' : 'What they saw: '}
        {sharesWords(one.shares)}.{' '}
        {isWith && one.can.includes('update') && (
          <Button variant="subtle" size="compact-xs" onClick={() => setChoosing(true)}>
            Change…
          </Button>
        )}
      </p>
      <Suspense fallback={null}>
        {isChoosing && <SeeDialog ticket={row} one={one} vendor={vendor} onClose={() => setChoosing(false)} />}
      </Suspense>
      {one.said.length > 0 && (
        <ul className={css.talk} aria-label={`What was said with ${vendor}`}>
          {one.said.map((said) => (
            <Word key={`${said.at}${said.text}`} said={said} ticket={one.ticket.id} />
          ))}
        </ul>
      )}
      {isWith && one.can.includes('update') && <Write id={one.id} vendor={vendor} told={told} />}
      {isWith && (
        <div className={css.ways}>
          {one.can.includes('action:takeBack') && (
            <Button variant="default" size="compact-sm" onClick={() => void act('takeBack', `It is back with us.`)}>
              Take it back
            </Button>
          )}
          {one.can.includes('action:renewLinks') && (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => void act('renewLinks', 'New links are on their way; the old ones are void.')}
            >
              Send new links
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

function endWords({ state, answer, endedAt }: One, vendor: string): string {
  const day = endedAt ? `, ${timeWords(endedAt)}` : ''
  if (state === 'done') return `${vendor} said it is done${day}: ${answer ?? ''}`
  if (state === 'not_theirs') return `${vendor} said it isn’t theirs${day}: ${answer ?? ''}`
  return `Taken back from ${vendor}${day}${answer ? `: ${answer}` : '.'}`
}

const timeWords = (at: string): string => {
  const when = new Date(at)
  const isToday = when.toDateString() === new Date().toDateString()
  return new Intl.DateTimeFormat(
    'en-GB',
    isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
  ).format(when)
}

/** Something said. What the vendor said can be passed on to whoever asked, in the agent's words. */
function Word({ said, ticket }: { said: Heard; ticket: string }) {
  const [text, setText] = useState<string | null>(null)
  const told = useTold(ticket)
  const pass = async () => {
    try {
      await api('POST', `/records/${ticket}/comments`, { body: { text, isInternal: false } })
      setText(null)
      toast({ says: 'Whoever asked can read it now.' })
      await told()
    } catch (problem) {
      toastProblem(problem)
    }
  }
  return (
    <li>
      <div>
        <strong>{said.by}</strong>
        <When value={said.at} />
        {said.isTheirs && text === null && (
          <Button variant="subtle" size="compact-xs" onClick={() => setText(said.text)}>
            Pass on…
          </Button>
        )}
      </div>
      <p className={css.text}>{said.text}</p>
      {text !== null && (
        <>
          <Textarea
            label="To whoever asked"
            autosize
            minRows={2}
            maxRows={10}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          <div className={css.ways}>
            <Button size="compact-sm" disabled={text.trim() === ''} onClick={() => void pass()}>
              Send to whoever asked
            </Button>
            <Button variant="subtle" size="compact-sm" onClick={() => setText(null)}>
              Don’t
            </Button>
          </div>
        </>
      )}
    </li>
  )
}

function Write({ id, vendor, told }: { id: string; vendor: string; told: () => Promise<unknown> }) {
  const [text, setText] = useState('')
  const [isSending, setSending] = useState(false)
  const send = async () => {
    setSending(true)
    try {
      await api('POST', `/records/${id}/comments`, { body: { text: text.trim(), isInternal: false } })
      setText('')
      await told()
    } catch (problem) {
      toastProblem(problem)
    }
    setSending(false)
  }
  return (
    <>
      <Textarea
        aria-label={`Write to ${vendor}`}
        placeholder={`Write to ${vendor}; whoever asked doesn’t see it`}
        autosize
        minRows={1}
        maxRows={10}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      {text.trim() !== '' && (
        <div className={css.ways}>
          <Button size="compact-sm" loading={isSending} onClick={() => void send()}>
            {`Send to ${vendor}`}
          </Button>
        </div>
      )}
    </>
  )
}
