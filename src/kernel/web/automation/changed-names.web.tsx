import { labelFor } from '../field/fields.ts'
import { useRuleRecord } from './around.web.ts'

/** The fields whose change matters, by their labels. */
export default function ChangedNames({ value }: { readonly value: unknown }) {
  const record = useRuleRecord()
  const names = Array.isArray(value) ? value.map(String) : []
  return <>{names.map((name) => (record ? labelFor(record, name) : name)).join(', ')}</>
}
