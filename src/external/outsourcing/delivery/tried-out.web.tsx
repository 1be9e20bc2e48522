import { useQuery } from '@tanstack/react-query'
import { panelStyles as panel } from '../../../foundation/pictures/index.web.tsx'
import { keys, read } from '../../../kernel/web/api.web.ts'
import { useRegistry } from '../../../kernel/web/application.web.ts'
import { RecordAnchor } from '../../../kernel/web/field/reference.web.tsx'
import { dayNow, dayText } from '../../../kernel/web/field/when.ts'
import { wordOf } from '../../../kernel/web/field/words.ts'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import type { Row } from '../../../kernel/web/record/row.ts'
import { daysUntil, type Outcome, sayExercise } from './exercise-due.ts'

const most = 6
const outcomes: Readonly<Record<Outcome, { readonly says: string; readonly mark: string; readonly tone: string }>> = {
  worked: { says: 'It worked', mark: '●', tone: 'good' },
  with_gaps: { says: 'It worked, with gaps', mark: '▲', tone: 'warning' },
  failed: { says: 'It failed', mark: '◆', tone: 'bad' },
}

/** When an exit plan is tried out next and why then, and its exercises. */
export default function TriedOut({ row }: PartProps) {
  const registry = useRegistry()
  const { data } = useQuery({
    queryKey: [...keys.lists('exit_exercise'), 'of plan', row.id],
    queryFn: ({ signal }) =>
      read<{ rows: readonly Row[] }>(
        '/exit-exercises',
        { filter: JSON.stringify({ plan: row.id }), sort: '-plannedFor', limit: most },
        signal,
      ),
  })
  const today = dayNow()
  const dueOn = dayIn(row['exerciseDueOn'])
  const isLate = dueOn !== null && daysUntil(today, dueOn) < 0
  return (
    <>
      <p className={panel.lead}>
        {isLate && (
          <>
            <span className={panel.mark} data-tone="bad" aria-hidden>
              ◆
            </span>{' '}
            <strong>Overdue.</strong>{' '}
          </>
        )}
        {sayExercise(
          {
            exerciseDueOn: dueOn,
            exercisedOn: dayIn(row['exercisedOn']),
            lastOutcome: (row['lastOutcome'] ?? null) as Outcome | null,
            agreedOn: dayIn(row['agreedOn']),
            everyMonths: Number(row['exerciseEvery']),
            afterFailure: typeof row['exerciseAgainAfter'] === 'number' ? row['exerciseAgainAfter'] : null,
          },
          { today, day: dayText },
        )}
      </p>
      <ul className={panel.list}>
        {data?.rows.map((exercise) => {
          const outcome = exercise.state === 'held' ? outcomes[exercise['outcome'] as Outcome] : null
          const on = dayIn(exercise['heldOn']) ?? dayIn(exercise['plannedFor'])
          return (
            <li key={exercise.id} className={panel.row}>
              {outcome && (
                <span className={panel.mark} data-tone={outcome.tone} aria-hidden>
                  {outcome.mark}
                </span>
              )}
              <RecordAnchor record={registry.record('exit_exercise')} id={exercise.id}>
                {exercise.title}
              </RecordAnchor>
              <span className={panel.count}>
                {outcome?.says ?? wordOf(exercise.state ?? '')}
                {on && `, ${dayText(on)}`}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}

const dayIn = (value: unknown): string | null => (typeof value === 'string' ? value : null)
