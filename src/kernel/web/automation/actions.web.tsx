import { ActionIcon, Input } from '@mantine/core'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { Action } from '../../automation/action.ts'
import type { EditorProps } from '../field/editor.ts'
import { AddAction } from './add-action.web.tsx'
import { ActionInputs } from './action-inputs.web.tsx'
import { actionLabels } from './action-words.ts'
import { useRuleRecord } from './around.web.ts'
import css from './automation.module.css'

const fresh: Readonly<Record<Exclude<Action['do'], 'assign'>, Action>> = {
  set: { do: 'set', values: {} },
  move: { do: 'move', move: '' },
  notify: { do: 'notify', to: ['watchers'], title: '{title} changed' },
  comment: { do: 'comment', text: '' },
  task: { do: 'task', title: '' },
  call: { do: 'call', webhook: '' },
  approval: { do: 'approval', template: '' },
  create: { do: 'create', type: '', values: {} },
}

/** Builds what a rule does, step by step. */
export default function ActionsEdit({ value, onChange, frame }: EditorProps) {
  const record = useRuleRecord()
  const actions = (Array.isArray(value) ? value : []) as readonly Action[]
  const change = (next: readonly Action[]) => onChange(next.length === 0 ? null : next)
  const upTo = (index: number): readonly Action[] =>
    actions.toSpliced(index, 1).toSpliced(index - 1, 0, ...actions.slice(index, index + 1))
  const offered = Object.values(fresh).filter((action) => action.do !== 'move' || record?.states)
  return (
    <Input.Wrapper
      label={frame.label}
      withAsterisk={frame.withAsterisk}
      description={
        frame.description && 'In this order. Texts may name values of the record in braces, such as {title}.'
      }
      error={frame.error}
      labelElement="div"
    >
      <ol className={css.actions} aria-label={frame.label ?? frame['aria-label']}>
        {actions.map((action, index) => (
          <li key={index} className={css.action}>
            <header>
              <strong>{actionLabels[action.do]}</strong>
              {index > 0 && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Move step ${index + 1} up`}
                  onClick={() => change(upTo(index))}
                >
                  <IconArrowUp size={14} />
                </ActionIcon>
              )}
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove step ${index + 1}`}
                onClick={() => change(actions.toSpliced(index, 1))}
              >
                <IconX size={14} />
              </ActionIcon>
            </header>
            <ActionInputs record={record} action={action} onChange={(next) => change(actions.with(index, next))} />
          </li>
        ))}
      </ol>
      <AddAction
        variant="default"
        disabled={!record}
        offered={offered}
        labels={actionLabels}
        isFirst={actions.length === 0}
        onAdd={(action) => change([...actions, action])}
      />
    </Input.Wrapper>
  )
}
