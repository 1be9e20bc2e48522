import type { Action } from '../../automation/action.ts'
import { useRegistry } from '../application.web.ts'
import { actionText } from './action-words.ts'
import { useRuleRecord } from './around.web.ts'
import css from './automation.module.css'

/** What a rule does as sentences, in order. */
export default function ActionsText({ value }: { readonly value: unknown }) {
  const record = useRuleRecord()
  const { records } = useRegistry()
  const actions = (Array.isArray(value) ? value : []) as readonly Action[]
  return (
    <ol className={css.lines}>
      {actions.map((action, index) => (
        <li key={`${index} ${action.do}`}>
          {actionText(action, record, (name) => records.find((one) => one.name === name))}
        </li>
      ))}
    </ol>
  )
}
