import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { panelStyles as panel } from '../../../foundation/pictures/index.web.tsx'
import { keys, read } from '../../../kernel/web/api.web.ts'
import { dayText } from '../../../kernel/web/field/when.ts'
import { roundMoneyText, wordOf } from '../../../kernel/web/field/words.ts'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { Anchor } from './anchor.web.tsx'
import { Answers } from './answers.web.tsx'
import css from './glance.module.css'
import { Grade } from './grade.web.tsx'
import type { Bought, Hanging, VendorOverview } from './overview.ts'
import { Section } from './section.web.tsx'
import { amountsText } from './amounts.ts'
import { WhomToCall } from './whom-to-call.web.tsx'

/** A vendor at a glance: what it costs, when it can be left, what hangs on it; then what is bought, how they do, what is due, whom to call. */
export default function AtAGlance({ row }: PartProps) {
  const { data, isError } = useQuery({
    queryKey: [...keys.lists('engagement'), 'of vendor', row.id],
    queryFn: ({ signal }) => read<VendorOverview>(`/vendors/${row.id}/overview`, {}, signal),
  })
  if (isError) return <p className={panel.lead}>This could not be read just now. Reload the page to try again.</p>
  if (!data) return null
  return (
    <>
      <Answers overview={data} vendor={{ id: row.id, name: row.title ?? 'It' }} />
      <div className={css.columns}>
        <div className={css.column}>
          <Section title="What we buy" empty="Nothing yet. An engagement says what is bought, for which services.">
            {data.buys.map((bought) => (
              <BoughtRow key={bought.id} bought={bought} />
            ))}
          </Section>
          <Section
            title="What hangs on it"
            empty="No service of ours, as far as engagements say."
            rest={
              data.hanging.count > data.hangs.length
                ? `These are the ${data.hangs.length} most critical of ${data.hanging.count}.`
                : null
            }
            more={data.hangs.length > 0 && <WhyItHangs id={row.number ?? row.id} />}
          >
            {data.hangs.map((service) => (
              <HangingRow key={service.id} service={service} />
            ))}
          </Section>
        </div>
        <div className={css.column}>
          <Section title="What is due" empty="Nothing within 90 days.">
            {data.due.map((due) => (
              <li key={`${due.type} ${due.id} ${due.says}`} className={css.item}>
                <Anchor type={due.type} id={due.id}>
                  {due.title}
                </Anchor>
                <span className={`${css.detail} ${due.isLate ? css.late : ''}`} title={dayText(due.on)}>
                  {due.says}
                </span>
              </li>
            ))}
          </Section>
          <WhomToCall path={data.path} contacts={data.contacts} />
        </div>
      </div>
    </>
  )
}

/** Leads to the tab that draws it with its reasons, teams, units and tickets. */
const WhyItHangs = ({ id }: { id: string }) => (
  <Link
    to="/$path/$id"
    params={{ path: 'vendors', id }}
    search={{ tab: 'what-hangs-on-it' } as never}
    className={panel.more}
  >
    Why each of them does, and whom it touches
  </Link>
)

function BoughtRow({ bought }: { bought: Bought }) {
  const { id, number, title, state, yearlyCost, agreed, latest, gain } = bought
  const words = [
    state === 'live' ? null : wordOf(state),
    yearlyCost && `${roundMoneyText(yearlyCost)} a year expected`,
    agreed.length > 0 && `${amountsText(agreed)} agreed`,
  ].filter(Boolean)
  return (
    <li className={css.item}>
      <Anchor type="engagement" id={number ?? id}>
        {title}
      </Anchor>
      {latest && <Grade {...latest} says={`${latest.period}: ${latest.says}${gainWords(gain)}`} />}
      <span className={css.detail}>{words.join(', ')}</span>
    </li>
  )
}

function gainWords(gain: number | null): string {
  if (gain === null || gain === 0) return ''
  const points = Math.abs(gain)
  return ` ${points} ${points === 1 ? 'point' : 'points'} ${gain > 0 ? 'more' : 'fewer'} than in the period before.`
}

const HangingRow = ({ service: { id, number, title, criticality, isDirect } }: { service: Hanging }): ReactNode => (
  <li className={css.item}>
    <Anchor type="service" id={number || id}>
      {title}
    </Anchor>
    <span className={css.detail}>
      {wordOf(criticality)}
      {isDirect ? '' : ', by way of others'}
    </span>
  </li>
)
