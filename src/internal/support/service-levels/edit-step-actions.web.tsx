import { ActionIcon, MultiSelect, Select } from '@mantine/core'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { idsOf } from '../../../kernel/access/rule.ts'
import { useRegistry } from '../../../kernel/web/application.web.ts'
import { AddAction } from '../../../kernel/web/automation/add-action.web.tsx'
import { ActionInputs } from '../../../kernel/web/automation/action-inputs.web.tsx'
import { EditValue } from '../../../kernel/web/field/edit.web.tsx'
import { mayI, useMe } from '../../../kernel/web/session.web.tsx'
import { useTitles } from '../../../kernel/web/list/condition.web.tsx'
import { type Listener, listeners, type StepAction } from './step-action.ts'
import { listenerWords, verbWords } from './step-words.ts'
import css from './steps.module.css'

type Verb = StepAction['do']
const fresh: { readonly [V in Verb]: Extract<StepAction, { readonly do: V }> } = {
  tell: { do: 'tell', whom: ['assignee'] },
  raise: { do: 'raise' },
  assign: { do: 'assign', field: 'team', to: null },
  set: { do: 'set', values: {} },
  comment: { do: 'comment', text: '', isInternal: true },
  task: { do: 'task', title: '' },
  call: { do: 'call', webhook: '' },
}

interface ActionsProps {
  readonly actions: readonly StepAction[]
  readonly change: (actions: readonly StepAction[]) => void
}

/** What a step does, one after the other. */
export default function StepActions({ actions, change }: ActionsProps) {
  const me = useMe()
  // A step acts within the rights of whoever wrote it.
  const offered = Object.values(fresh).filter((action) => action.do !== 'call' || mayI(me, 'webhook.read'))
  return (
    <>
      <ol className={css.actions} aria-label="What it does">
        {actions.map((action, index) => (
          <li key={`${index} of ${actions.length}`} className={css.action}>
            <header>
              <strong>{verbWords[action.do]}</strong>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove “${verbWords[action.do]}”`}
                onClick={() => change(actions.toSpliced(index, 1))}
              >
                <IconX size={14} />
              </ActionIcon>
            </header>
            <OneAction action={action} change={(next) => change(actions.with(index, next))} />
          </li>
        ))}
      </ol>
      <AddAction
        variant="subtle"
        size="compact-sm"
        offered={offered}
        labels={verbWords}
        isFirst={actions.length === 0}
        onAdd={(action) => change([...actions, action])}
      />
    </>
  )
}

interface OneProps {
  readonly action: StepAction
  readonly change: (action: StepAction) => void
}

function OneAction({ action, change }: OneProps) {
  const ticket = useRegistry().record('ticket')
  switch (action.do) {
    case 'raise':
      return null
    case 'tell':
      return (
        <MultiSelect
          aria-label="Whom to tell"
          data={listeners.map((value) => ({ value, label: listenerWords[value] }))}
          value={[...action.whom]}
          onChange={(whom) => change({ do: 'tell', whom: whom as Listener[] })}
        />
      )
    case 'assign':
      return <Assigning action={action} change={change} />
    default:
      return <ActionInputs record={ticket} action={action} onChange={(next) => change(next as StepAction)} />
  }
}

function Assigning({ action, change }: OneProps & { readonly action: typeof fresh.assign }) {
  const ticket = useRegistry().record('ticket')
  const ids = idsOf(action.to)
  const titleOf = useTitles(action.field === 'team' ? 'team' : 'person', ids)
  const [chosen] = ids.map((id) => ({ id, title: titleOf(id) ?? '…' }))
  return (
    <div className={css.assigning}>
      <Select
        aria-label="What is set"
        data={[
          { value: 'team', label: 'Assignment group' },
          { value: 'assignee', label: 'Assigned to' },
        ]}
        value={action.field}
        allowDeselect={false}
        onChange={(field) => field && change({ do: 'assign', field, to: null })}
      />
      <EditValue
        record={ticket}
        field={action.field}
        value={chosen ?? null}
        isLabelled={false}
        placeholder="Nobody"
        onChange={(next) => change({ ...action, to: idsOf(next)[0] ?? null })}
      />
    </div>
  )
}
