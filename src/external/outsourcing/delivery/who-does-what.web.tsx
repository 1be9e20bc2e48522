import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { panelStyles as panel } from '../../../foundation/pictures/index.web.tsx'
import { api, keys, read } from '../../../kernel/web/api.web.ts'
import { refOf } from '../../../kernel/web/field/wire.ts'
import { wordOf } from '../../../kernel/web/field/words.ts'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import type { Row } from '../../../kernel/web/record/row.ts'
import { Failed, Lines } from '../../../kernel/web/record/states.web.tsx'
import css from './delivery.module.css'
import { type Duty, gapText } from './gap.ts'

const most = 200
const sides: Readonly<Record<string, string>> = { supplier: 'Supplier', us: 'We', both: 'Both' }

/** Who does what of an outsourced service and who answers for it; first what nobody does. */
export default function WhoDoesWhat({ row }: PartProps) {
  const client = useQueryClient()
  const [isAdding, setAdding] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.lists('responsibility'), 'of', row.id],
    queryFn: ({ signal }) =>
      read<{ rows: readonly Row[] }>(
        '/responsibilities',
        { filter: JSON.stringify({ outsourcedService: row.id }), sort: 'activity', limit: most },
        signal,
      ),
  })
  const addUsual = async () => {
    setAdding(true)
    try {
      await api('POST', `/outsourced-services/${row.id}/actions/addUsualActivities`, { body: {} })
      await client.invalidateQueries({ queryKey: keys.lists('responsibility') })
    } finally {
      setAdding(false)
    }
  }
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Lines count={4} />
  const named = data.rows.map((duty) => ({ duty, gap: gapText(dutyOf(duty)) }))
  const missing = named.filter(({ gap }) => gap !== null)
  const settled = named.filter(({ gap }) => gap === null)
  if (named.length === 0)
    return (
      <>
        <p className={panel.lead}>
          Nothing is written down. Begin with what somebody has to do wherever others run a service: what nobody took
          over is then named here.
        </p>
        {row.can.includes('action:addUsualActivities') && (
          <Button variant="default" loading={isAdding} onClick={() => void addUsual()}>
            Add the usual activities
          </Button>
        )}
      </>
    )
  return (
    <>
      <p className={panel.lead}>
        <strong>{missing.length === 0 ? 'No gaps' : `${missing.length} of ${named.length} have a gap`}</strong>
        {missing.length === 0 ? `: all ${named.length} activities have somebody who does and answers for them.` : '.'}
      </p>
      {missing.length > 0 && (
        <ul className={css.missing}>
          {missing.map(({ duty, gap }) => (
            <li key={duty.id}>
              <DutyLink duty={duty}>{gap}</DutyLink>
            </li>
          ))}
        </ul>
      )}
      {settled.length > 0 && (
        <table className={css.duties}>
          <thead>
            <tr>
              <th scope="col">Activity</th>
              <th scope="col">Does it</th>
              <th scope="col">Answers for it</th>
              <th scope="col">Of us</th>
            </tr>
          </thead>
          <tbody>
            {settled.map(({ duty }) => (
              <tr key={duty.id}>
                <th scope="row">
                  <DutyLink duty={duty}>{String(duty.activity)}</DutyLink>
                  <span className={css.dim}>
                    {[wordOf(String(duty.area)), duty.control].filter(Boolean).join(' · ')}
                  </span>
                </th>
                <td>{sides[String(duty.responsible)]}</td>
                <td>{sides[String(duty.accountable)]}</td>
                <td>{refOf(duty.person)?.title ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

const DutyLink = ({ duty, children }: { duty: Row; children: ReactNode }) => (
  <Link to="/$path/$id" params={{ path: 'responsibilities', id: duty.id }}>
    {children}
  </Link>
)

const dutyOf = (row: Row): Duty => ({
  activity: String(row.activity),
  responsible: row.responsible as Duty['responsible'],
  accountable: row.accountable as Duty['accountable'],
  person: refOf(row.person)?.id ?? null,
})
