import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Tone } from '../../record/field.ts'
import { pathOf } from '../../record/registry.ts'
import { keys, read } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import type { PartProps } from '../record/extend.web.tsx'
import css from './automation.module.css'

interface Run {
  readonly id: string
  readonly ruleVersion: number
  readonly recordId: string | null
  readonly title: string | null
  readonly type: string | null
  readonly at: string
  readonly outcome: 'done' | 'failed' | 'stopped'
  readonly did: readonly string[]
  readonly error: string | null
}
const outcomes: Readonly<Record<Run['outcome'], readonly [Tone, string]>> = {
  done: ['good', 'Done'],
  failed: ['bad', 'Failed'],
  stopped: ['warning', 'Stopped'],
}

/** What a rule did, the latest first. */
export default function Runs({ row }: PartProps) {
  const { records } = useRegistry()
  const { data } = useQuery({
    queryKey: [...keys.trait(row.id, 'runs'), row.version],
    queryFn: ({ signal }) => read<{ runs: readonly Run[] }>(`/automation-rules/${row.id}/runs`, {}, signal),
    refetchInterval: 15_000,
  })
  if (!data) return null
  if (data.runs.length === 0)
    return (
      <p className={css.dim}>
        {row.isOn ? 'Nothing yet: it waits for what it listens to.' : 'Nothing yet: it is off. Switch it on to begin.'}
      </p>
    )
  return (
    <div className={css.scroll}>
      <table className={css.runs}>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Record</th>
            <th scope="col">Outcome</th>
            <th scope="col">What</th>
            <th scope="col">Version</th>
          </tr>
        </thead>
        <tbody>
          {data.runs.map(({ id, ruleVersion, at, recordId, title, type, outcome, did, error }) => {
            const record = records.find(({ name }) => name === type)
            const [tone, word] = outcomes[outcome]
            return (
              <tr key={id}>
                <td>
                  <When value={at} />
                </td>
                <td>
                  {record && recordId && title !== null ? (
                    <Link to="/$path/$id" params={{ path: pathOf(record), id: recordId }}>
                      {title}
                    </Link>
                  ) : (
                    <span className={css.dim}>—</span>
                  )}
                </td>
                <td>
                  <Toned tone={tone}>{word}</Toned>
                </td>
                <td>{error ?? did.join('. ')}</td>
                <td>{ruleVersion}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
