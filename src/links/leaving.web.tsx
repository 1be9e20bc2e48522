import { useQuery } from '@tanstack/react-query'
import { panelStyles as panel } from '../foundation/pictures/index.web.tsx'
import { keys, read } from '../kernel/web/api.web.ts'
import { useRegistry } from '../kernel/web/application.web.ts'
import { RecordAnchor } from '../kernel/web/field/reference.web.tsx'
import { dayNow, dayText } from '../kernel/web/field/when.ts'
import { roundMoneyText, wordOf } from '../kernel/web/field/words.ts'
import type { Money } from '../kernel/record/field.ts'
import type { PartProps } from '../kernel/web/record/extend.web.tsx'
import type { Row } from '../kernel/web/record/row.ts'
import { useMe } from '../kernel/web/session.web.tsx'
import { leavingOf } from './leaving.ts'
import css from './links.module.css'

const most = 100

/** When a vendor can be left: the contracts in force on what is bought there, how long each binds, and the next notice. */
export default function WhenWeCanLeave({ record, row }: PartProps) {
  const me = useMe()
  const registry = useRegistry()
  const through = record.name === 'vendor' ? { where: { vendor: row.id } } : row.id
  const filter = JSON.stringify({ engagement: through, state: 'in_force' })
  const { data, isError } = useQuery({
    queryKey: [...keys.lists('contract'), 'leaving', row.id],
    queryFn: ({ signal }) =>
      read<{ rows: readonly Row[]; next: string | null }>(
        '/contracts',
        { filter, sort: 'committedUntil', limit: most },
        signal,
      ),
  })
  if (isError) return <p className={panel.lead}>This could not be read just now. Reload the page to try again.</p>
  if (!data) return null
  if (data.rows.length === 0)
    return (
      <p className={panel.lead}>
        No contract in force{me.can['contract']?.seesAll ? '' : ' that you may see'} points here. A contract says with
        its engagement what is bought with it.
      </p>
    )
  const { boundUntil, nextNotice, unknown } = leavingOf(
    data.rows.map(({ committedUntil, sendBy }) => ({ committedUntil: dayOf(committedUntil), sendBy: dayOf(sendBy) })),
    dayNow(),
  )
  return (
    <>
      <p className={panel.lead}>
        {boundUntil ? (
          <>
            We are bound until <strong>{dayText(boundUntil)}</strong>
            {data.rows.length > 1 && `, by the longest of ${data.rows.length} contracts`}.{' '}
          </>
        ) : (
          'No contract says until when it binds us. '
        )}
        {nextNotice && (
          <>
            The next notice has to be sent by <strong>{dayText(nextNotice)}</strong>.{' '}
          </>
        )}
        {data.next !== null && `These are ${most} of its contracts; there are more. `}
        {boundUntil !== null && unknown > 0 && `${unknown} of them ${unknown === 1 ? 'doesn’t' : 'don’t'} say.`}
      </p>
      <table className={css.contracts}>
        <thead>
          <tr>
            <th scope="col">Contract</th>
            <th scope="col">By itself it</th>
            <th scope="col">Notice sent by</th>
            <th scope="col">Binds until</th>
            <th scope="col">At stake</th>
          </tr>
        </thead>
        <tbody>
          {data.rows.map((contract) => (
            <tr key={contract.id}>
              <th scope="row">
                <RecordAnchor record={registry.record('contract')} id={contract.number ?? contract.id}>
                  {String(contract.title)}
                </RecordAnchor>
              </th>
              <td data-label="By itself it">{contract.outlook ? wordOf(String(contract.outlook)) : ''}</td>
              <td data-label="Notice sent by">{dayOf(contract.sendBy) && dayText(String(contract.sendBy))}</td>
              <td data-label="Binds until">
                {dayOf(contract.committedUntil) && dayText(String(contract.committedUntil))}
              </td>
              <td data-label="At stake">{contract.atStake ? roundMoneyText(contract.atStake as Money) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const dayOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
