import { panelStyles as panel } from '../../foundation/pictures/index.web.tsx'
import { useRegistry } from '../../kernel/web/application.web.ts'
import { RecordAnchor } from '../../kernel/web/field/reference.web.tsx'
import { State } from '../../kernel/web/field/state.web.tsx'
import { When } from '../../kernel/web/field/when.web.tsx'
import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import { Failed, Lines } from '../../kernel/web/record/states.web.tsx'
import { mayI, useMe } from '../../kernel/web/session.web.tsx'
import { useTicketsOfEngagement } from './data.web.ts'
import { forUs } from './reader.web.ts'
import { clockWords } from './their-clock.ts'
import css from './vendor-desk.module.css'

/** The tickets that were given under an engagement: those that its vendor has, and those that came back. */
export default function TicketsOfEngagement({ row }: PartProps) {
  return mayI(useMe(), 'vendor_ticket.read') ? (
    <Given id={row.id} />
  ) : (
    <p className={panel.lead}>These are shown to those who see tickets with vendors.</p>
  )
}

function Given({ id }: { id: string }) {
  const registry = useRegistry()
  const { data, error, refetch } = useTicketsOfEngagement(id)
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Lines count={4} />
  if (data.rows.length === 0)
    return (
      <p className={panel.lead}>
        No ticket was given under this yet. Open a ticket and choose <strong>Give to a vendor…</strong>.
      </p>
    )
  const record = registry.record('vendor_ticket')
  const inHand = data.rows.filter(({ state }) => state === 'with_vendor').length
  return (
    <>
      <p className={panel.lead}>
        <strong>{inHand}</strong> of {data.rows.length} {inHand === 1 ? 'is' : 'are'} with them now.
      </p>
      <ul className={css.rows}>
        {data.rows.map((one) => (
          <li key={one.id}>
            <RecordAnchor record={record} id={one.number}>
              {one.subject}
            </RecordAnchor>{' '}
            <State record={record} state={one.state} />
            <p className={css.dim}>
              <RecordAnchor record={registry.record('ticket')} id={one.ticket.number}>
                {one.ticket.number}
              </RecordAnchor>
              , {one.endedAt ? 'came back' : 'given'} <When value={one.endedAt ?? one.since} />
              {one.state === 'with_vendor' && `, ${clockWords(one.clock, forUs())}`}
              {one.answer && `: ${one.answer}`}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
