import '@mantine/core/styles/NumberInput.css'
import { ActionIcon, Button, Checkbox, Input, MultiSelect, NumberInput, TextInput } from '@mantine/core'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useContext } from 'react'
import { f, type Ref } from '../../../kernel/record/field.ts'
import { EditValue } from '../../../kernel/web/field/edit.web.tsx'
import type { EditorProps } from '../../../kernel/web/field/editor.ts'
import { AroundContext } from '../../../kernel/web/field/own.web.ts'
import { asRecord } from '../../../kernel/web/record/fields-as-record.ts'
import { useTitles } from '../../../kernel/web/list/condition.web.tsx'
import { EditCondition } from './edit-condition.web.tsx'
import { type Form, questionsOf } from './form.ts'
import { freshKey } from './form-words.ts'
import type { Plan, PlannedTask } from './plan.ts'
import css from './edit-form.module.css'

/** Writes what is done for an order: tasks, each after others or at once. */
export default function PlanEdit({ value, onChange, frame }: EditorProps) {
  const tasks = isPlan(value) ? value.tasks : []
  const { form } = useContext(AroundContext) as { form?: Form | null }
  const teamTitle = useTitles(
    'team',
    tasks.flatMap(({ team }) => team ?? []),
  )
  const put = (next: readonly PlannedTask[]) => onChange({ tasks: inOrder(next) })
  const last = tasks.at(-1)
  const add = (after: readonly string[] | undefined) => {
    const key = freshKey(
      tasks.map((task) => task.key),
      't',
    )
    put([...tasks, { key, title: '', ...(after && after.length > 0 && { after }) }])
  }
  return (
    <Input.Wrapper label={frame.label} description={frame.description} error={frame.error} labelElement="div">
      <ol className={css.questions} aria-label={frame.label ?? frame['aria-label']}>
        {tasks.map((task, index) => (
          <li key={task.key} className={css.card}>
            <TaskEditor
              task={task}
              number={index + 1}
              earlier={tasks.slice(0, index)}
              form={form ?? { sections: [] }}
              team={task.team ? { id: task.team, title: teamTitle(task.team) } : null}
              change={(next) => put(tasks.with(index, next))}
              moveUp={() => put(tasks.toSpliced(index, 1).toSpliced(index - 1, 0, task))}
              remove={() => put(tasks.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ol>
      <div className={css.ways}>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => add(last && [last.key])}
        >
          {last ? 'And then' : 'Task'}
        </Button>
        {last && (
          <Button variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => add(last.after)}>
            At the same time
          </Button>
        )}
      </div>
    </Input.Wrapper>
  )
}

interface TaskProps {
  readonly task: PlannedTask
  readonly number: number
  readonly earlier: readonly PlannedTask[]
  readonly form: Form
  readonly team: Ref | null
  readonly change: (task: PlannedTask) => void
  readonly moveUp: () => void
  readonly remove: () => void
}

const who = asRecord('task', {
  team: f.ref('team', { label: 'By', help: 'Nobody in particular: by the team of the item.' }),
})

function TaskEditor({ task, number, earlier, form, team, change, moveUp, remove }: TaskProps) {
  const set = (more: Partial<PlannedTask>) => change({ ...task, ...more })
  const name = task.title || `task ${number}`
  return (
    <>
      <div className={css.cardHead}>
        <strong className={css.cardTitle}>{number}.</strong>
        {number > 1 && (
          <ActionIcon aria-label={`Move “${name}” up`} onClick={moveUp}>
            <IconArrowUp size={14} />
          </ActionIcon>
        )}
        <ActionIcon aria-label={`Remove “${name}”`} onClick={remove}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      <div className={css.details}>
        <TextInput
          label="What is done"
          value={task.title}
          maxLength={200}
          onChange={({ currentTarget }) => set({ title: currentTarget.value })}
        />
        <div className={css.two}>
          <EditValue
            record={who}
            field="team"
            value={team}
            onChange={(next) => set({ team: (next as Ref | null)?.id ?? null })}
          />
          <NumberInput
            label="Within (working hours)"
            description="Counted from its beginning."
            min={1}
            max={2000}
            value={task.dueHours ?? ''}
            onChange={(hours) => set({ dueHours: typeof hours === 'number' ? hours : undefined })}
          />
        </div>
        {earlier.length > 0 && (
          <MultiSelect
            label="Begins after"
            description="Nothing chosen: at once, beside the others."
            data={earlier.map(({ key, title }) => ({ value: key, label: title || key }))}
            value={[...(task.after ?? [])]}
            onChange={(after) => set({ after })}
          />
        )}
        <Checkbox
          label="The request may be resolved without it"
          checked={task.isOptional ?? false}
          onChange={({ currentTarget }) => set({ isOptional: currentTarget.checked })}
        />
        <EditCondition
          label="Done only when"
          condition={task.when}
          before={questionsOf(form)}
          change={(when) => set({ when })}
        />
      </div>
    </>
  )
}

/** Without references to tasks that no longer come before. */
const inOrder = (tasks: readonly PlannedTask[]): readonly PlannedTask[] =>
  tasks.map((task, index) => {
    const earlier = tasks.slice(0, index).map(({ key }) => key)
    return { ...task, after: (task.after ?? []).filter((key) => earlier.includes(key)) }
  })

const isPlan = (value: unknown): value is Plan =>
  typeof value === 'object' && value !== null && 'tasks' in value && Array.isArray(value.tasks)
