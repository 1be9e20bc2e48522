import type { Db } from '../database/db.server.ts'
import { badRequest, conflict, forbidden, invalid } from '../errors.ts'
import type { AnyRecord, Problem } from './define.ts'
import type { Plain } from './fragment.ts'
import { inSentence, oneOf } from './in-sentence.ts'
import { labelOf } from './registry.ts'
import type { Row } from './row.server.ts'
import type { Changing, Records } from './store.server.ts'
import { checkValue } from './values.ts'

/** What a record's own verb does: changes whatever it changes through `records`, in one transaction. */
export type ActionHandler = (doing: {
  readonly records: Records
  readonly tx: Db
  readonly row: Row
  readonly input: Plain
  readonly changing: Changing
}) => Promise<void>

/** Authorises an action, checks its input, and runs it in one transaction; returns the row as it stands after. */
export async function act({
  records,
  record,
  id,
  action,
  input,
  changing,
  handlers,
}: {
  records: Records
  record: AnyRecord
  id: string
  action: string
  input: Readonly<Plain>
  changing: Changing
  handlers: Readonly<Record<string, ActionHandler>>
}): Promise<Row> {
  const spec = record.actions?.[action]
  const handler = handlers[`${record.name}.${action}`]
  if (!spec || !handler) throw badRequest(`${record.label[1]} have no action '${action}'.`)
  const checked = checkInput(spec.input ?? {}, input)
  return records.transaction(async (within, tx) => {
    const row = await within.get(record, id)
    if (!row.can.includes(`action:${action}`)) {
      if (spec.from && !spec.from.includes(String(row.state)))
        throw conflict(`This ${oneOf(record)} is ${row.state}: '${spec.label}' isn't possible from there.`)
      throw forbidden(`You may not ${inSentence(spec.label)} this ${oneOf(record)}.`)
    }
    await handler({ records: within, tx, row, input: checked, changing })
    return within.get(record, id)
  })
}

function checkInput(fields: AnyRecord['fields'], input: Readonly<Plain>): Plain {
  const problems: Problem[] = Object.keys(input)
    .filter((name) => !fields[name])
    .map((field) => ({ field, says: `There is no field '${field}' here.` }))
  const values: Plain = {}
  for (const [name, field] of Object.entries(fields)) {
    const result = checkValue(field, input[name] ?? field.options.default)
    if ('says' in result) problems.push({ field: name, says: `${labelOf(name, field)} ${result.says}` })
    else values[name] = result.value
  }
  if (problems.length > 0) throw invalid(problems)
  return values
}
