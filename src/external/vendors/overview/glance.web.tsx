import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { panelStyles as panel } from '../../../foundation/pictures/index.web.tsx'
import { keys, read } from '../../../kernel/web/api.web.ts'
import { useRegistry } from '../../../kernel/web/application.web.ts'
import { RecordAnchor } from '../../../kernel/web/field/reference.web.tsx'
import { dayText } from '../../../kernel/web/field/when.ts'
import { countText, moneyText, wordOf } from '../../../kernel/web/field/words.ts'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import css from './glance.module.css'
import { Grade } from './grade.web.tsx'
import type { Bought, Hanging, VendorOverview } from './overview.ts'
import { WhomToCall } from './whom-to-call.web.tsx'

const shown = 8

/** A vendor at a glance: what is bought, what it costs, how they do, what is due, what hangs on them, whom to call. */
export default function AtAGlance({ row }: PartProps) {
  const { data, isError } = useQuery({
    queryKey: [...keys.lists('engagement'), 'of vendor', row.id],
    queryFn: ({ signal }) => read<VendorOverview>(`/vendors/${row.id}/overview`, {}, signal),
  })
  if (isError) return <p className={panel.lead}>This could not be read just now. Reload the page to try again.</p>
  if (!data) return null
  return (
    <>
      <InShort overview={data} name={row.title ?? 'It'} />
      <div className={panel.columns}>
        <Section title="What we buy" empty="Nothing yet. An engagement says what is bought, for which services.">
          {data.buys.map((bought) => (
            <BoughtRow key={bought.id} bought={bought} />
          ))}
        </Section>
        <Section title="What is due" empty="Nothing within 90 days.">
          {data.due.slice(0, shown).map((due) => (
            <li key={`${due.type} ${due.id}`} className={panel.row}>
              <Anchor type={due.type} id={due.id}>
                {due.title}
              </Anchor>
              <span className={`${panel.count} ${due.isLate ? css.late : ''}`} title={dayText(due.on)}>
                {due.says}
              </span>
            </li>
          ))}
        </Section>
        <Section title="What hangs on it" empty="No service of ours, as far as engagements say.">
          {data.hangs.slice(0, shown).map((service) => (
            <HangingRow key={service.id} service={service} />
          ))}
        </Section>
        <WhomToCall path={data.path} contacts={data.contacts} />
      </div>
    </>
  )
}

/** 'We buy 2 things for €508,000 a year. 5 services hang on it, 2 of them vital.' */
function InShort({ overview: { buys, costs, hangs }, name }: { overview: VendorOverview; name: string }) {
  const vital = hangs.filter(({ criticality }) => criticality === 'vital').length
  if (buys.length === 0) return <p className={panel.lead}>We buy nothing of {name} at present.</p>
  return (
    <p className={panel.lead}>
      We buy <strong>{buys.length === 1 ? 'one thing' : `${countText(buys.length)} things`}</strong>
      {costs.length > 0 && (
        <>
          {' '}
          for <strong>{costs.map(moneyText).join(' and ')}</strong> a year
        </>
      )}
      .{' '}
      {hangs.length > 0 && (
        <>
          <strong>{hangs.length === 1 ? 'One service hangs' : `${countText(hangs.length)} services hang`}</strong> on it
          {vital > 0 &&
            `, ${hangs.length === vital && vital === 1 ? 'a vital one' : `${countText(vital)} of them vital`}`}
          .
        </>
      )}
    </p>
  )
}

interface SectionProps {
  readonly title: string
  /** What is said where there is nothing. */
  readonly empty: string
  readonly children: readonly ReactNode[]
}

function Section({ title, empty, children }: SectionProps) {
  return (
    <section className={css.section}>
      <h3 className={panel.heading}>{title}</h3>
      {children.length === 0 ? <p className={panel.lead}>{empty}</p> : <ul className={panel.list}>{children}</ul>}
    </section>
  )
}

function Anchor({ type, id, children }: { type: string; id: string; children: ReactNode }) {
  const registry = useRegistry()
  return (
    <RecordAnchor record={registry.record(type)} id={id}>
      {children}
    </RecordAnchor>
  )
}

function BoughtRow({ bought: { id, number, title, state, yearlyCost, latest, gain } }: { bought: Bought }) {
  return (
    <li className={panel.row}>
      <Anchor type="engagement" id={number ?? id}>
        {title}
      </Anchor>
      <span className={panel.count}>
        {[state === 'live' ? null : wordOf(state), yearlyCost && `${moneyText(yearlyCost)} a year`]
          .filter(Boolean)
          .join(', ')}
      </span>
      {latest && <Grade {...latest} says={`${latest.period}: ${latest.says}${gainWords(gain)}`} />}
    </li>
  )
}

function gainWords(gain: number | null): string {
  if (gain === null || gain === 0) return ''
  const points = Math.abs(gain)
  return ` ${points} ${points === 1 ? 'point' : 'points'} ${gain > 0 ? 'more' : 'fewer'} than in the period before.`
}

const HangingRow = ({ service: { id, number, title, criticality, isDirect } }: { service: Hanging }) => (
  <li className={panel.row}>
    <Anchor type="service" id={number || id}>
      {title}
    </Anchor>
    <span className={panel.count}>
      {wordOf(criticality)}
      {isDirect ? '' : ', by way of others'}
    </span>
  </li>
)
