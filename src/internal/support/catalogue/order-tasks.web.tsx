import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Ref } from '../../../kernel/record/field.ts'
import { api, keys, read } from '../../../kernel/web/api.web.ts'
import { Toned } from '../../../kernel/web/field/state.web.tsx'
import { When } from '../../../kernel/web/field/when.web.tsx'
import { wordOf } from '../../../kernel/web/field/words.ts'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { toast, toastProblem } from '../../../kernel/web/toast.web.tsx'
import { FulfilmentTask } from './fulfilment-task.record.ts'
import css from './order-tasks.module.css'

interface Task {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly state: string
  readonly team: Ref | null
  readonly assignee: Ref | null
  readonly dueAt: string | null
  readonly isOptional: boolean
  readonly can: readonly string[]
}

/** What an order needs, on the page of its ticket: each task with its state, done where it stands. Nothing where there are none. */
export default function OrderTasks({ row }: PartProps) {
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: [...keys.lists('fulfilment_task'), row.id],
    queryFn: ({ signal }) =>
      read<{ rows: readonly Task[] }>(
        '/fulfilment-tasks',
        { filter: JSON.stringify({ ticket: row.id }), sort: 'number', limit: 100 },
        signal,
      ),
    enabled: row['item'] !== null && row['item'] !== undefined,
  })
  const tasks = data?.rows ?? []
  if (tasks.length === 0) return null
  const finish = async (task: Task) => {
    try {
      await api('POST', `/fulfilment-tasks/${task.id}/moves/finish`, { body: {} })
      toast({ says: `“${task.title}” is done.` })
    } catch (problem) {
      toastProblem(problem)
    }
    await client.invalidateQueries({ queryKey: keys.lists('fulfilment_task') })
  }
  const over = tasks.filter(({ state }) => state === 'done' || state === 'skipped').length
  return (
    <section className={css.tasks} aria-label="What the order needs">
      <h2>
        What it needs <span>{`${over} of ${tasks.length} done`}</span>
      </h2>
      <ol>
        {tasks.map((task) => (
          <li key={task.id}>
            <Toned tone={FulfilmentTask.states?.tones?.[task.state as 'open'] ?? 'neutral'}>{wordOf(task.state)}</Toned>
            <Link to="/$path/$id" params={{ path: 'fulfilment-tasks', id: task.number }}>
              {task.title}
            </Link>
            <span className={css.dim}>
              {task.assignee?.title ?? task.team?.title ?? 'nobody yet'}
              {task.isOptional && ', optional'}
              {task.state === 'open' && task.dueAt && (
                <>
                  , due <When value={task.dueAt} />
                </>
              )}
            </span>
            {task.can.includes('move:finish') && (
              <Button variant="default" aria-label={`Done: ${task.title}`} onClick={() => void finish(task)}>
                Done
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
