import { Checkbox } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { inSentence } from '../../record/in-sentence.ts'
import { pathOf } from '../../record/registry.ts'
import type { MyTask, MyWait } from '../../traits/wire.ts'
import { api, keys } from '../api.web.ts'
import { useApplication, useRegistry } from '../application.web.ts'
import { RecordAnchor } from '../field/reference.web.tsx'
import { When } from '../field/when.web.tsx'
import { dayNow } from '../field/when.ts'
import { countText } from '../field/words.ts'
import { toast, toastProblem } from '../toast.web.tsx'
import css from './my-work.module.css'

/** Tasks and what else waits, soonest first; what has no date comes last. */
export function linesOf(tasks: readonly MyTask[], waits: readonly MyWait[]): readonly ReactNode[] {
  const dated = [
    ...tasks.map((task) => ({ by: task.dueOn ?? '9', line: <Task key={task.id} task={task} /> })),
    ...waits.flatMap(({ says, records }) =>
      records.map((link) => ({ by: link.by, line: <Waiting key={`${says} ${link.id}`} says={says} link={link} /> })),
    ),
  ]
  return dated.toSorted((one, other) => (one.by < other.by ? -1 : one.by > other.by ? 1 : 0)).map(({ line }) => line)
}

function Waiting({ says, link }: { says: string; link: MyWait['records'][number] }) {
  const { registry, icons } = useApplication()
  const record = registry.record(link.type)
  const Icon = icons[record.icon ?? '']
  const isLate = link.by < (link.by.length > 10 ? new Date().toISOString() : dayNow())
  return (
    <li className={css.line}>
      <span className={css.icon}>{Icon && <Icon size={16} stroke={1.6} aria-hidden />}</span>
      <span className={css.grow}>
        <RecordAnchor record={record} id={link.id}>
          {link.title}
        </RecordAnchor>
        {link.of !== null && <span className={css.of}>{link.of}</span>}
      </span>
      <span className={`${css.dim} ${css.about}`}>{says}</span>
      <span className={css.due} data-is-late={isLate || undefined}>
        <When value={link.by} />
      </span>
    </li>
  )
}

/** Leads to all of them where more wait than are shown. */
export function AllOfWait({ type, says, count, filter, sort }: MyWait) {
  const record = useRegistry().record(type)
  return (
    <Link to="/$path" params={{ path: pathOf(record) }} search={{ filter, sort }} className={css.all}>
      {says}: all {countText(count)} {inSentence(record.label[1])}
    </Link>
  )
}

function Task({ task }: { task: MyTask }) {
  const client = useQueryClient()
  const registry = useRegistry()
  const refresh = () => client.invalidateQueries({ queryKey: keys.myWork })
  const set = async (isDone: boolean) => {
    await api('PATCH', `/tasks/${task.id}`, { body: { isDone } })
    await refresh()
  }
  const finish = async () => {
    await set(true)
    toast({ says: `“${task.title}” is done.`, action: { label: 'Undo', run: () => set(false).catch(toastProblem) } })
  }
  const isLate = task.dueOn !== null && task.dueOn < dayNow()
  return (
    <li className={css.line}>
      <Checkbox
        size="xs"
        checked={false}
        onChange={() => void finish().catch(toastProblem)}
        aria-label={`Done: ${task.title}`}
      />
      <span className={css.grow}>{task.title}</span>
      <span className={`${css.dim} ${css.about}`}>
        <RecordAnchor record={registry.record(task.record.type)} id={task.record.id}>
          {task.record.title}
        </RecordAnchor>
      </span>
      {task.dueOn && (
        <span className={css.due} data-is-late={isLate || undefined}>
          <When value={task.dueOn} />
        </span>
      )}
    </li>
  )
}
