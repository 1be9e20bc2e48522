import { useContext } from 'react'
import { AroundContext } from '../../../kernel/web/field/own.web.ts'
import { useTitles } from '../../../kernel/web/list/condition.web.tsx'
import { conditionText } from './condition-words.ts'
import { type Form, questionsOf } from './form.ts'
import type { Plan, PlannedTask } from './plan.ts'
import css from './edit-form.module.css'

/** What is done for an order, as it is read. */
export default function PlanText({ value }: { readonly value: unknown }) {
  const { tasks } = (value ?? { tasks: [] }) as Plan
  const { form } = useContext(AroundContext) as { form?: Form | null }
  const questions = form ? questionsOf(form) : []
  const titleOf = useTitles(
    'team',
    tasks.flatMap(({ team }) => team ?? []),
  )
  if (tasks.length === 0) return <p className={css.said}>No tasks: the team does it as one.</p>
  return (
    <ol className={css.steps}>
      {tasks.map((task) => (
        <li key={task.key}>
          {task.title}
          <small>
            {[
              beginning(task, tasks),
              task.team ? `by ${titleOf(task.team) ?? 'another team'}` : '',
              task.dueHours ? `within ${task.dueHours} working hours` : '',
              task.when ? `when ${conditionText(task.when, questions)}` : '',
            ]
              .filter((part) => part !== '')
              .join(', ')}
          </small>
        </li>
      ))}
    </ol>
  )
}

function beginning({ after = [] }: PlannedTask, tasks: readonly PlannedTask[]): string {
  const names = after.map((key) => `“${tasks.find((task) => task.key === key)?.title ?? key}”`)
  return names.length === 0 ? 'At once' : `After ${names.join(' and ')}`
}
