import { useQuery } from '@tanstack/react-query'
import { panelStyles as panel } from '../foundation/pictures/index.web.tsx'
import { keys, read } from '../kernel/web/api.web.ts'
import { useRegistry } from '../kernel/web/application.web.ts'
import { RecordAnchor } from '../kernel/web/field/reference.web.tsx'
import { moneyText, wordOf } from '../kernel/web/field/words.ts'
import type { PartProps } from '../kernel/web/record/extend.web.tsx'
import { useMe } from '../kernel/web/session.web.tsx'
import css from './links.module.css'
import type { KeptPeriod, KeptPromise } from './wire.ts'

const paths: Readonly<Record<string, string>> = {
  availability_promise: 'availability-promises/:id/kept',
  contract: 'contracts/:id/availability',
  engagement: 'engagements/:id/availability',
}

/** How a promise, or all promises of a contract, were kept in the last periods, each with its claim. */
export default function Kept({ record, row }: PartProps) {
  const me = useMe()
  const { data, isError } = useQuery({
    queryKey: [...keys.lists('outage'), 'kept', row.id, row.version],
    queryFn: ({ signal }) =>
      read<{ promises: readonly KeptPromise[] }>(`/${paths[record.name]?.replace(':id', row.id)}`, {}, signal),
  })
  if (isError) return <p className={panel.lead}>This could not be read just now. Reload the page to try again.</p>
  if (!data) return null
  if (data.promises.length === 0 && !me.can['availability_promise']?.seesAll)
    return <p className={panel.lead}>Promises of availability are shown to those who see all of them, or own one.</p>
  if (data.promises.length === 0)
    return (
      <p className={panel.lead}>
        No availability is promised here, as far as we wrote down. An availability promise says how it is measured and
        what is owed.
      </p>
    )
  return data.promises.map((promise) => (
    <OnePromise key={promise.id} promise={promise} isNamed={record.name !== 'availability_promise'} />
  ))
}

function OnePromise({ promise, isNamed }: { promise: KeptPromise; isNamed: boolean }) {
  const registry = useRegistry()
  const over = promise.periods.filter(({ isFinal, availability }) => isFinal && availability !== null)
  const missed = over.filter(({ isMissed }) => isMissed).length
  return (
    <section className={css.promise}>
      {isNamed && (
        <h3 className={panel.heading}>
          <RecordAnchor record={registry.record('availability_promise')} id={promise.number ?? promise.id}>
            {promise.name}
          </RecordAnchor>
        </h3>
      )}
      <p className={panel.lead}>
        <strong>{promise.target} %</strong> is promised. {sayKept(over.length, missed)}
      </p>
      {promise.chronic && <p className={css.differs}>{promise.chronic}</p>}
      <table className={css.periods}>
        <thead>
          <tr>
            <th scope="col">Period</th>
            <th scope="col">Available</th>
            <th scope="col">Owed</th>
            <th scope="col">Claim</th>
          </tr>
        </thead>
        <tbody>
          {promise.periods.toReversed().map((period) => (
            <PeriodRow key={period.last} period={period} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function sayKept(periods: number, missed: number): string {
  if (periods === 0) return 'No period is over yet.'
  if (periods === 1)
    return missed === 0 ? 'It was kept in the period that is over.' : 'It was missed in the period that is over.'
  return missed === 0
    ? `It was kept in all of the last ${periods} periods.`
    : `It was missed in ${missed} of the last ${periods} periods.`
}

function PeriodRow({
  period: { says, availability, unknown, isMissed, isFinal, owed, claim },
}: {
  period: KeptPeriod
}) {
  const registry = useRegistry()
  return (
    <tr>
      <th scope="row">
        {says}
        {isFinal ? '' : ', so far'}
      </th>
      <td>
        {isMissed && (
          <span className={panel.mark} data-tone="bad">
            ▼
          </span>
        )}{' '}
        {availability === null ? 'Not measured' : `${availability} %${isMissed ? ', missed' : ''}`}
        {unknown && <span className={css.unknown}>{unknown}</span>}
      </td>
      <td>{owed ? moneyText(owed) : ''}</td>
      <td>
        {claim && (
          <RecordAnchor record={registry.record('service_credit')} id={claim.number ?? claim.id}>
            {claim.number ?? 'Claim'}, {wordOf(claim.state).toLowerCase()}
          </RecordAnchor>
        )}
      </td>
    </tr>
  )
}
