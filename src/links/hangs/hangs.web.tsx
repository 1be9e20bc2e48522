import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { panelStyles as panel } from '../../foundation/pictures/index.web.tsx'
import { keys, read } from '../../kernel/web/api.web.ts'
import { useRegistry } from '../../kernel/web/application.web.ts'
import { RecordAnchor } from '../../kernel/web/field/reference.web.tsx'
import { countText, roundMoneyText, wordOf } from '../../kernel/web/field/words.ts'
import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import { Lines } from '../../kernel/web/record/states.web.tsx'
import { Figure, OpenRowsContext } from './figure.web.tsx'
import css from './hangs.module.css'
import { Mark } from './mark.web.tsx'
import { countOf, filtersOf, stoppedWords } from './say-hangs.ts'
import type { Counted, HangingNode, HangingType, WhatHangs } from './wire.ts'

const HangsPicture = lazy(() => import('./hangs-picture.web.tsx'))
const RowsBehind = lazy(() => import('./rows-behind.web.tsx'))

/** What stands still without a vendor or an engagement: in a sentence with its figures, drawn, and as a list with reasons. */
export default function WhatHangsOnIt({ record, row }: PartProps) {
  const isNarrow = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false })
  const [chosen, setChosen] = useState<string | null>(null)
  const [opened, setOpened] = useState<Counted | null>(null)
  const path = record.name === 'vendor' ? 'vendors' : 'engagements'
  const { data, isError } = useQuery({
    queryKey: [...keys.lists('service'), 'what hangs', row.id],
    queryFn: ({ signal }) => read<WhatHangs>(`/${path}/${row.id}/what-hangs`, {}, signal),
  })
  if (isError) return <p className={panel.lead}>This could not be read just now. Reload the page to try again.</p>
  if (!data) return <Lines count={6} />
  if (data.counts.services === 0 && data.counts.inHand === 0) return <Nothing hangs={data} />
  const about = data.nodes.find(({ id }) => id === chosen)
  return (
    <OpenRowsContext value={setOpened}>
      <InShort hangs={data} />
      <Suspense fallback={<Lines count={6} />}>
        {opened && <RowsBehind key={opened} start={data.start} what={opened} onClose={() => setOpened(null)} />}
      </Suspense>
      {!isNarrow && (
        <Suspense fallback={<Lines count={6} />}>
          <p className={css.reason} aria-live="polite">
            {about ? <Reason node={about} /> : 'Choose a box to see why it hangs there.'}
          </p>
          <HangsPicture hangs={data} chosen={chosen} onChoose={setChosen} />
        </Suspense>
      )}
      <div className={css.lists}>
        {groups.map(({ type, title }) => (
          <Group key={type} title={title} hangs={data} nodes={data.nodes.filter((node) => node.type === type)} />
        ))}
      </div>
    </OpenRowsContext>
  )
}

const groups: readonly { readonly type: HangingType; readonly title: string }[] = [
  { type: 'service', title: 'Services' },
  { type: 'team', title: 'Teams that run them' },
  { type: 'business_unit', title: 'Business units that use them' },
  { type: 'ticket', title: 'Open tickets, the weightiest' },
  { type: 'engagement', title: 'What we buy' },
]

function Nothing({ hangs: { start, counts, nodes } }: { hangs: WhatHangs }) {
  const [first] = nodes
  if (start.type === 'vendor' && counts.engagements === 0)
    return <p className={panel.lead}>We buy nothing of {start.title} at present, so nothing hangs on it.</p>
  return (
    <p className={panel.lead}>
      No service of ours hangs on it, as far as we wrote down.{' '}
      {start.type === 'vendor' && first ? (
        <>
          Say what <Anchor node={first} /> supports
        </>
      ) : (
        'Say under “Supports” which of our services stand still without it'
      )}
      , or write down as an outsourced service what they run for us.
    </p>
  )
}

/** 'If Nordlys fails, 12 services stand still, 3 of them vital …': each number leads to what it counts. */
function InShort({ hangs }: { hangs: WhatHangs }) {
  const { start, nodes, counts, costs, stopped } = hangs
  const filters = filtersOf(hangs)
  const numbers = (type: HangingType) => nodes.flatMap((node) => (node.type === type ? [node.number ?? node.id] : []))
  const only = (filter: object) => (filters.services === null ? null : filter)
  const vital = nodes.flatMap(({ criticality, number, type }) =>
    type === 'service' && criticality === 'vital' && number !== null ? [number] : [],
  )
  const inHand = nodes.flatMap(({ number, because }) => (isInHand(because) && number !== null ? [number] : []))
  return (
    <>
      <p className={panel.lead}>
        If <strong>{start.title}</strong> {start.type === 'vendor' ? 'fails' : 'stops'},{' '}
        <Figure what="services" count={counts.services} path="services" filter={filters.services}>
          {countOf(counts.services, 'service', 'services')}
        </Figure>{' '}
        {counts.services === 1 ? 'stands' : 'stand'} still
        {counts.vital > 0 && (
          <>
            ,{' '}
            <Figure what="vital" count={counts.vital} path="services" filter={only({ number: vital })}>
              {countText(counts.vital)}
            </Figure>{' '}
            of them vital
          </>
        )}
        {counts.direct < counts.services &&
          `; ${counts.direct === 1 ? 'one rests' : `${countText(counts.direct)} rest`} on it directly, the others by way of these`}
        . It touches{' '}
        <Figure what="teams" count={counts.teams} path="teams" filter={only({ id: numbers('team') })}>
          {countOf(counts.teams, 'team', 'teams')}
        </Figure>
        ,{' '}
        <Figure what="units" count={counts.units} path="business-units" filter={only({ id: numbers('business_unit') })}>
          {countOf(counts.units, 'business unit', 'business units')}
        </Figure>{' '}
        and{' '}
        <Figure what="tickets" count={counts.tickets} path="tickets" filter={filters.tickets}>
          {countOf(counts.tickets, 'open ticket', 'open tickets')}
        </Figure>
        .
        {counts.inHand > 0 && (
          <>
            {' '}
            They have{' '}
            <Figure
              what="in-hand"
              count={counts.inHand}
              path="tickets"
              filter={inHand.length < counts.inHand ? null : { number: inHand }}
            >
              {countOf(counts.inHand, 'ticket', 'tickets')}
            </Figure>{' '}
            in hand.
          </>
        )}
        {costs.length > 0 && (
          <>
            {' '}
            It costs <strong>{costs.map((cost) => roundMoneyText(cost)).join(' and ')}</strong> a year.
          </>
        )}
      </p>
      {stopped && <p className={panel.lead}>{stoppedWords(stopped)}</p>}
    </>
  )
}

const isInHand = (because: string): boolean => because.includes(' in hand under “')

function Anchor({ node: { type, id, number, title } }: { node: HangingNode }) {
  const registry = useRegistry()
  return (
    <RecordAnchor record={registry.record(type)} id={number ?? id} className={css.name}>
      {title}
    </RecordAnchor>
  )
}

const Reason = ({ node }: { node: HangingNode }) => (
  <>
    <Anchor node={node} />, {node.because}.
  </>
)

interface GroupProps {
  readonly title: string
  readonly nodes: readonly HangingNode[]
  readonly hangs: WhatHangs
}

function Group({ title, nodes, hangs }: GroupProps) {
  const [first] = nodes
  if (!first) return null
  const more = first.type === 'service' ? hangs.counts.services - nodes.length : 0
  return (
    <section className={css.group} aria-label={title}>
      <h3 className={panel.heading}>{title}</h3>
      <ol className={css.list}>
        {nodes.map((node) => (
          <li key={node.id} className={css.item}>
            <span className={css.line}>
              {node.criticality && <Mark criticality={node.criticality} />}
              <Anchor node={node} />
              <span className={css.about}>{aboutText(node)}</span>
            </span>
            <span className={css.because}>{node.because}</span>
          </li>
        ))}
      </ol>
      {more > 0 && (
        <Figure what="services" count={more} path="services" filter={null}>
          and {countText(more)} more
        </Figure>
      )}
    </section>
  )
}

/** 'Vital, 3 open tickets, owned by Ada Pohl'. */
const aboutText = ({ criticality, tickets, owner, priority, state, type }: HangingNode): string =>
  [
    criticality && wordOf(criticality),
    type === 'service' && state === 'planned' && 'planned',
    type === 'ticket' && wordOf(priority ?? state ?? ''),
    tickets > 0 && countOf(tickets, 'open ticket', 'open tickets'),
    owner && `owned by ${owner}`,
  ]
    .filter(Boolean)
    .join(', ')
