import { Button } from '@mantine/core'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { keys, read } from '../../kernel/web/api.web.ts'
import { dayText, localDay } from '../../kernel/web/field/when.ts'
import { moneyText } from '../../kernel/web/field/words.ts'
import { Failed, Lines } from '../../kernel/web/record/states.web.tsx'
import { mayI, useMe } from '../../kernel/web/session.web.tsx'
import { useTitle } from '../../kernel/web/title.web.ts'
import { Costs } from './costs.web.tsx'
import { sayDay } from './day.ts'
import css from './dossier.module.css'
import { decisionWords, sayOutlook, whole } from './renewal-words.ts'
import { type Renewal, useClock, useRenewal } from './renewals.data.web.ts'
import type { Decision } from './terms.ts'
import { Trace } from './trace.web.tsx'

/** All that is kept of a contract for deciding about it, on one page to print. */
export default function DossierPage() {
  const { contract = '' }: { readonly contract?: string } = useSearch({ strict: false })
  const { data: row, error, refetch } = useRenewal(contract)
  useTitle(row ? `Dossier: ${row.title}` : 'Dossier')
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!row) return <Lines count={10} />
  return <Dossier row={row} />
}

function Dossier({ row }: { readonly row: Renewal }) {
  const me = useMe()
  const clock = useClock(row.id)
  return (
    <article className={css.page}>
      <header className={css.head}>
        <div>
          <h1>{row.title}</h1>
          <p>
            {row.number} with {row.counterparty}
            {row.owner?.title && `; ${row.owner.title} decides`}. As of {sayDay(localDay(new Date()))}.
          </p>
        </div>
        <div className={css.ways}>
          <Button
            variant="default"
            renderRoot={(props) => <Link to={'/renewals' as '/'} search={{ open: row.id } as never} {...props} />}
          >
            To the decision
          </Button>
          <Button leftSection={<IconPrinter size={14} aria-hidden />} onClick={() => window.print()}>
            Print, or save as PDF
          </Button>
        </div>
      </header>
      <Section title="What is to be decided">
        <Question row={row} />
      </Section>
      {mayI(me, 'contract.see_money') && (
        <Section title="What it costs">
          <Costs id={row.id} />
        </Section>
      )}
      <Events contract={row.id} />
      <Obligations contract={row.id} />
      <Checks contract={row.id} />
      <Section title="Why these dates">{clock.data ? <Trace clock={clock.data} /> : <Lines count={4} />}</Section>
    </article>
  )
}

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={css.section}>
    <h2>{title}</h2>
    {children}
  </section>
)

function Question({ row: { decideBy, decidedEnd, sendBy, outlook, atStake, decision } }: { readonly row: Renewal }) {
  if (decideBy === null) return <p>Nothing is to be decided about it now.</p>
  return (
    <>
      <p>
        {sayOutlook(outlook, decidedEnd)}
        {atStake && `, for ${moneyText(whole(atStake))}`}. It has to be decided by {sayDay(decideBy)}
        {sendBy && outlook !== 'ends' && `, and sent by ${sayDay(sendBy)}`}.
      </p>
      <p>
        {decision === null ? 'Nothing was decided yet.' : `Decided: ${decisionWords[decision].label.toLowerCase()}.`}
      </p>
    </>
  )
}

/** Rows of what hangs on the contract; none for those who may not read them. */
function useRows<R>(type: string, path: string, query: Readonly<Record<string, string | number>>) {
  const mayRead = useMe().can[type]?.read !== false
  return useQuery({
    queryKey: [...keys.related(), 'dossier', path, query],
    queryFn: ({ signal }) => read<{ rows: readonly R[] }>(path, query, signal),
    enabled: mayRead,
    select: ({ rows }) => rows,
    meta: { types: [type] },
  })
}

interface Happening {
  readonly id: string
  readonly title: string
  readonly happenedOn: string
  readonly reason: string | null
  readonly decision: Decision | null
}

function Events({ contract }: { readonly contract: string }) {
  const { data } = useRows<Happening>('contract_event', '/contract-events', {
    ...{ filter: JSON.stringify({ contract }), sort: '-happenedOn', limit: 100, columns: 'happenedOn,reason,decision' },
  })
  if (!data) return null
  return (
    <Section title="What happened so far">
      <ul className={css.rows}>
        {data.map(({ id, title, happenedOn, reason }) => (
          <li key={id}>
            <time dateTime={happenedOn}>{dayText(happenedOn)}</time>
            <span>
              {title}
              {reason && <em>{reason}</em>}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

interface Owed {
  readonly id: string
  readonly title: string
  readonly side: 'ours' | 'theirs'
  readonly nextDueOn: string | null
}

function Obligations({ contract }: { readonly contract: string }) {
  const { data } = useRows<Owed>('obligation', '/obligations', {
    ...{ filter: JSON.stringify({ contract }), sort: 'nextDueOn', limit: 100, columns: 'side,nextDueOn' },
  })
  if (!data) return null
  return (
    <Section title="What is owed">
      {data.length === 0 && <p>No obligations are kept for it.</p>}
      <ul className={css.rows}>
        {data.map(({ id, title, side, nextDueOn }) => (
          <li key={id}>
            <span className={css.mark}>{side === 'ours' ? 'We' : 'They'}</span>
            <span>
              {title}
              {nextDueOn && <em>Next due on {dayText(nextDueOn)}</em>}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

interface Checked {
  readonly id: string
  readonly title: string
  readonly met: number | null
  readonly open: number | null
  readonly drifted: number | null
}

function Checks({ contract }: { readonly contract: string }) {
  const { data } = useRows<Checked>('compliance_check', '/compliance-checks', {
    ...{ filter: JSON.stringify({ document: { where: { contract } } }), limit: 50, columns: 'met,open,drifted' },
  })
  if (!data) return null
  return (
    <Section title="Compliance">
      {data.length === 0 && <p>Its texts were not checked.</p>}
      <ul className={css.rows}>
        {data.map(({ id, title, met, open, drifted }) => (
          <li key={id}>
            <span className={css.mark}>{open === 0 ? 'Met' : `${open} open`}</span>
            <span>
              {title}
              <em>
                {met} items met{drifted ? `, ${drifted} changed since the version before` : ''}
              </em>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
