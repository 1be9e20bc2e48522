import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { pathOf } from '../../record/registry.ts'
import { api } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { When } from '../field/when.web.tsx'
import { countText } from '../field/words.ts'
import type { PartProps } from '../record/extend.web.tsx'
import css from './automation.module.css'

interface DryRun {
  readonly looked: number
  readonly matched: number
  readonly isCut: boolean
  readonly examples: readonly {
    readonly id: string
    readonly title: string
    readonly at: string
    readonly verb: string
  }[]
}

/** What the rule would have done in the last thirty days. */
export default function Try({ row }: PartProps) {
  const [found, setFound] = useState<DryRun | null>(null)
  const [says, setSays] = useState<string | null>(null)
  const record = useRegistry().records.find(({ name }) => name === row.recordType)
  if (row.trigger !== 'event' || !record)
    return <p className={css.dim}>Rules on a schedule have nothing in the past to be tried on.</p>
  const run = async () => {
    const { recordType, verbs, changed, conditions } = row
    const body = { recordType, verbs, changed: changed ?? [], conditions: conditions ?? {}, days: 30 }
    setSays(null)
    await api<DryRun>('POST', '/automation-rules/dry-run', { body }).then(setFound, (problem: unknown) =>
      setSays(problem instanceof Error ? problem.message : String(problem)),
    )
  }
  return (
    <div className={css.try}>
      <Button variant="default" onClick={() => void run()}>
        Try it on the last 30 days
      </Button>
      <div role="status">
        {says && <p>{says}</p>}
        {found && (
          <p>
            It would have acted <strong>{countText(found.matched)}</strong> times, of{' '}
            {found.isCut ? `the latest ${countText(found.looked)}` : countText(found.looked)} that it listens to.
            Nothing was done.
          </p>
        )}
      </div>
      {found && found.examples.length > 0 && (
        <ul className={css.lines}>
          {found.examples.map(({ id, title, at, verb }, index) => (
            <li key={`${index} ${id}`}>
              <Link to="/$path/$id" params={{ path: pathOf(record), id }}>
                {title}
              </Link>{' '}
              <span className={css.dim}>
                {verb} <When value={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
