import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { api, keys, read } from '../api.web.ts'
import { AroundContext } from '../field/own.web.ts'
import { ShowValue } from '../field/show.web.tsx'
import { When } from '../field/when.web.tsx'
import type { PartProps } from '../record/extend.web.tsx'
import { toast, toastProblem } from '../toast.web.tsx'
import css from './automation.module.css'

interface Difference {
  readonly field: string
  readonly label: string
  readonly before: unknown
  readonly after: unknown
}
interface Version {
  readonly version: number
  readonly at: string
  readonly sentence: string
  readonly differences: readonly Difference[]
}

/** What the rule was, the latest first: who changed it, how it differs from now, and a way back. */
export default function Versions({ record, row }: PartProps) {
  const client = useQueryClient()
  const [open, setOpen] = useState<number | null>(null)
  const { data } = useQuery({
    queryKey: [...keys.trait(row.id, 'versions'), row.version],
    queryFn: ({ signal }) => read<{ versions: readonly Version[] }>(`/automation-rules/${row.id}/versions`, {}, signal),
    placeholderData: (previous) => previous,
  })
  if (!data) return null
  const restore = async (version: number) => {
    try {
      await api('POST', `/automation-rules/${row.id}/restore-version`, { body: { version } })
      setOpen(null)
      toast({ says: `The rule is again what it was in version ${version}` })
    } catch (problem) {
      toastProblem(problem)
    }
    await client.invalidateQueries({ queryKey: keys.row(record.name, row.id) })
    await client.invalidateQueries({ queryKey: keys.traits(row.id) })
  }
  return (
    <ol className={css.versions}>
      {data.versions.map(({ version, at, sentence, differences }) => (
        <li key={version} className={css.version}>
          <strong>Version {version}</strong>
          <span>
            {sentence}{' '}
            <span className={css.dim}>
              <When value={at} />
            </span>
          </span>
          {version === row.version ? (
            <span className={css.dim}>as it is now</span>
          ) : (
            <Button
              variant="subtle"
              size="compact-sm"
              aria-expanded={open === version}
              aria-label={`Compare version ${version} with now`}
              onClick={() => setOpen(open === version ? null : version)}
            >
              Compare with now
            </Button>
          )}
          {open === version && (
            <div className={css.compared}>
              <Compared record={record} row={row} version={version} differences={differences} />
              {differences.some(({ field }) => field !== 'isOn') && row.can.includes('update') && (
                <Button variant="default" size="compact-sm" mt={8} onClick={() => void restore(version)}>
                  Make it version {version} again
                </Button>
              )}
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

function Compared({ record, row, version, differences }: PartProps & Pick<Version, 'version' | 'differences'>) {
  if (differences.length === 0) return <p className={css.dim}>It was what it is now.</p>
  const then = { ...row, ...Object.fromEntries(differences.map(({ field, before }) => [field, before])) }
  return (
    <div className={css.scroll}>
      <table className={css.runs}>
        <thead>
          <tr>
            <th scope="col">What differs</th>
            <th scope="col">In version {version}</th>
            <th scope="col">Now</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ field, label, before, after }) => (
            <tr key={field}>
              <th scope="row">{label}</th>
              <Cell record={record} field={field} value={before} around={then} />
              <Cell record={record} field={field} value={after} around={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps {
  readonly record: AnyRecord
  readonly field: string
  readonly value: unknown
  readonly around: Readonly<Record<string, unknown>>
}

function Cell({ record, field, value, around }: CellProps) {
  return (
    <td>
      <AroundContext value={around}>
        <ShowValue
          record={record}
          field={field}
          value={value}
          dates="exact"
          empty={<span className={css.dim}>nothing</span>}
        />
      </AroundContext>
    </td>
  )
}
