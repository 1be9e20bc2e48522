import type { AnyRecord } from '../../../kernel/record/define.ts'
import { labelOf } from '../../../kernel/record/registry.ts'

const conjunction = new Intl.ListFormat('en', { type: 'conjunction' })

/** Fields by name in a sentence: 'title, audience and text'. */
export const listed = (record: AnyRecord, names: readonly string[]): string =>
  conjunction.format(names.map((name) => labelOf(name, record.fields[name]).toLowerCase()))
