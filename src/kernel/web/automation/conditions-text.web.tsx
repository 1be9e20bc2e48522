import { ConditionText } from '../list/condition.web.tsx'
import { useRuleRecord } from './around.web.ts'
import css from './automation.module.css'

/** Conditions as sentences, one below the other. */
export default function ConditionsText({ value }: { readonly value: unknown }) {
  const record = useRuleRecord()
  const conditions = Object.entries((value ?? {}) as Readonly<Record<string, unknown>>)
  if (!record || conditions.length === 0) return <>Always</>
  return (
    <ul className={css.lines}>
      {conditions.map(([name, condition]) => (
        <li key={name}>
          <ConditionText record={record} name={name} condition={condition} />
        </li>
      ))}
    </ul>
  )
}
