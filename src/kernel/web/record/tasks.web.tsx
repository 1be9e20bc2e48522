import { ActionIcon, Checkbox, Popover, TextInput } from '@mantine/core'
import IconCalendar from '@tabler/icons-react/dist/esm/icons/IconCalendar.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { f, type Ref } from '../../record/field.ts'
import type { Task, TaskChange } from '../../traits/wire.ts'
import { useApplication } from '../application.web.ts'
import { EditValue } from '../field/edit.web.tsx'
import { refOf } from '../field/wire.ts'
import { api } from '../api.web.ts'
import { Face } from '../field/face.web.tsx'
import { When } from '../field/when.web.tsx'
import { toastProblem } from '../toast.web.tsx'
import { useChangeAtOnce, useChangeTrait, useParts } from './ask.web.ts'
import { asRecord } from './fields-as-record.ts'
import classes from './record.module.css'
import traits from './traits.module.css'
import { useRemoval } from './remove.web.ts'
import type { Row } from './row.ts'
import { Failed, Lines } from './states.web.tsx'

/** What is to be done about a record: ticked, given to someone, with a day. */
export function Tasks({ record, row, isFrozen }: { record: AnyRecord; row: Row; isFrozen: boolean }) {
  const { data, error, refetch } = useParts(record, row.id)
  const changeAtOnce = useChangeAtOnce(row.id)
  const change = useChangeTrait(row.id)
  const removal = useRemoval((id) => change('DELETE', `/tasks/${id}`))
  const canWrite = row.can.includes('update') && !isFrozen
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Lines count={3} />
  const tasks = (data.tasks ?? []).filter((task) => !removal.isRemoved(task.id))
  const done = tasks.filter((task) => task.isDone).length
  const set = (task: Task, { assignee, ...patch }: TaskPatch) => {
    const sent: TaskChange = { ...patch, ...(assignee !== undefined && { assignee: assignee?.id ?? null }) }
    const shown = { ...task, ...patch, ...(assignee !== undefined && { assignee }) }
    void changeAtOnce(
      (parts) => ({ ...parts, tasks: (parts.tasks ?? []).map((one) => (one.id === task.id ? shown : one)) }),
      () => api('PATCH', `/tasks/${task.id}`, { body: sent }),
    )
  }
  return (
    <section className={`${classes.panel} ${classes.narrow}`} aria-label="Tasks">
      <h2 className={classes.panelHead}>
        Tasks
        {tasks.length > 0 && <span className={classes.count}>{`${done} of ${tasks.length} done`}</span>}
      </h2>
      <ul className={classes.rows}>
        {tasks.map((task) => (
          <TaskLine
            key={task.id}
            task={task}
            canWrite={canWrite}
            onChange={(patch) => set(task, patch)}
            onRemove={() => removal.remove(task.id, 'The task was removed')}
          />
        ))}
        {canWrite && (
          <NewTask
            isFirst={tasks.length === 0}
            onAdd={(title) => change('POST', `/records/${row.id}/tasks`, { title })}
          />
        )}
        {!canWrite && tasks.length === 0 && <li className={classes.dim}>Nothing to do here.</li>}
      </ul>
    </section>
  )
}

/** A change of a task, with who does it as the editor holds it. */
type TaskPatch = Omit<TaskChange, 'assignee'> & { readonly assignee?: Ref | null }
interface LineProps {
  task: Task
  canWrite: boolean
  onChange: (patch: TaskPatch) => void
  onRemove: () => void
}

function TaskLine({ task, canWrite, onChange, onRemove }: LineProps) {
  const [title, setTitle] = useState<string | null>(null)
  const record = useTaskRecord()
  const saveTitle = () => {
    if (title !== null && title.trim() !== '' && title !== task.title) onChange({ title: title.trim() })
    setTitle(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') saveTitle()
    if (event.key === 'Escape') setTitle(null)
  }
  return (
    <li>
      <Checkbox
        size="xs"
        aria-label={`Done: ${task.title}`}
        checked={task.isDone}
        disabled={!canWrite}
        onChange={(event) => onChange({ isDone: event.currentTarget.checked })}
      />
      <span className={classes.grow}>
        {title === null ? (
          <button
            type="button"
            className={traits.taskTitle}
            data-done={task.isDone || undefined}
            disabled={!canWrite}
            onClick={() => setTitle(task.title)}
          >
            {task.title}
          </button>
        ) : (
          <TextInput
            size="xs"
            aria-label="Task"
            value={title}
            autoFocus
            maxLength={200}
            onChange={(event) => setTitle(event.currentTarget.value)}
            onBlur={saveTitle}
            onKeyDown={onKeyDown}
          />
        )}
      </span>
      <Part
        isSet={task.assignee !== null}
        canWrite={canWrite}
        label="Give to someone"
        icon={<IconUser size={15} />}
        shown={task.assignee && <Face name={task.assignee.title ?? 'Someone'} size={22} />}
      >
        {record && (
          <EditValue
            record={record}
            field="assignee"
            value={task.assignee}
            autoFocus
            onChange={(value) => onChange({ assignee: refOf(value) })}
          />
        )}
      </Part>
      <Part
        isSet={task.dueOn !== null}
        canWrite={canWrite}
        label="Set a day"
        icon={<IconCalendar size={15} />}
        shown={task.dueOn && <When value={task.dueOn} />}
      >
        {record && (
          <EditValue
            record={record}
            field="dueOn"
            value={task.dueOn}
            autoFocus
            onChange={(value) => onChange({ dueOn: (value as string | null) ?? null })}
          />
        )}
      </Part>
      {canWrite && (
        <ActionIcon className={classes.quiet} size={26} aria-label={`Remove ${task.title}`} onClick={onRemove}>
          <IconTrash size={15} />
        </ActionIcon>
      )}
    </li>
  )
}

interface PartProps {
  isSet: boolean
  canWrite: boolean
  label: string
  icon: ReactNode
  shown: ReactNode
  children: ReactNode
}

/** One property of a task: shown when set, a quiet icon when not, edited in a popover. */
function Part({ isSet, canWrite, label, icon, shown, children }: PartProps) {
  if (!canWrite) return isSet ? <span className={classes.dim}>{shown}</span> : null
  return (
    <Popover width={280} position="bottom-end" trapFocus>
      <Popover.Target>
        {isSet ? (
          <button type="button" className={traits.partButton} title={label}>
            {shown}
          </button>
        ) : (
          <ActionIcon className={classes.quiet} size={26} aria-label={label}>
            {icon}
          </ActionIcon>
        )}
      </Popover.Target>
      <Popover.Dropdown>{children}</Popover.Dropdown>
    </Popover>
  )
}

function NewTask({ isFirst, onAdd }: { isFirst: boolean; onAdd: (title: string) => Promise<unknown> }) {
  const [title, setTitle] = useState('')
  const add = async () => {
    const given = title.trim()
    if (given === '') return
    setTitle('')
    await onAdd(given).catch((problem) => {
      setTitle(given)
      toastProblem(problem)
    })
  }
  return (
    <li>
      <TextInput
        className={classes.grow}
        variant="unstyled"
        aria-label="New task"
        placeholder={isFirst ? 'What is to be done? Enter adds it' : 'Add a task'}
        value={title}
        maxLength={200}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && void add()}
      />
    </li>
  )
}

/** A task seen as a record, so that the same editors serve it. People are the first type drawn with a face. */
function useTaskRecord(): AnyRecord | null {
  const people = useApplication().faces[0]
  if (!people) return null
  return asRecord('task', { assignee: f.ref(people, { label: 'Who does it' }), dueOn: f.date({ label: 'Until' }) })
}
