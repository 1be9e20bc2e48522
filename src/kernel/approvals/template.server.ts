import { present } from '../clock.ts'
import type { Who } from '../access/who.ts'
import { fillIn } from '../automation/action.ts'
import { askingFor } from '../automation/conditions.server.ts'
import type { Db } from '../database/db.server.ts'
import { conflict, Failure } from '../errors.ts'
import type { AnyRecord } from '../record/define.ts'
import type { Records, Row } from '../record/store.server.ts'
import type { ApprovalTemplate } from './approval-template.record.ts'
import { type ApprovalKernel, insertApproval, type NewApproval } from './ask.server.ts'
import { bindable, boundUnlessSaid } from './binding.ts'
import type { Offered } from './wire.ts'

/** The templates that fit a record as it stands, for whoever may change it. */
export async function templatesFor(kernel: ApprovalKernel, who: Who, recordId: string): Promise<readonly Offered[]> {
  const { type, row } = await kernel.store.as(who).reach(recordId, 'update')
  const { rows } = await kernel.store
    .asSystem('approvals')
    .list('approval_template', { filter: { isOn: true, recordType: type.name }, sort: 'name', limit: 100 })
  const templates = rows.map(templateOf)
  const fits = await fitting(kernel, { db: kernel.db, type, row }, templates)
  return fits.map(({ id, name, about, asks, steps }) => ({
    id,
    name,
    about: about ?? '',
    title: fillIn(asks, row).slice(0, mostOfTitle),
    steps: steps.map(({ label }) => label),
  }))
}
const mostOfTitle = 200

/** Asks for what a template says, as somebody who may change the record; resolves to the approval's id. */
export async function askByTemplate(kernel: ApprovalKernel, who: Who, asked: ByTemplate): Promise<string> {
  const { id, title, isNew } = await kernel.store
    .asSystem('asks for an approval')
    .transaction((records, tx) => startByTemplate(kernel, { who, records, tx }, asked))
  if (!isNew) throw conflict(`“${title}” is waiting for an answer already.`)
  return id
}

interface ByTemplate {
  readonly template: string
  readonly recordId: string
  readonly text?: string | undefined
}

/** Asks for what a template says, within the caller's transaction, unless that is waiting for an answer already. */
export async function startByTemplate(
  kernel: ApprovalKernel,
  { who, records, tx }: { readonly who: Who; readonly records: Records; readonly tx: Db },
  { template: id, recordId, text }: ByTemplate,
): Promise<Started> {
  const { type, row } = await records.reach(recordId)
  if (row.archivedAt !== null) throw conflict('This record is archived. Restore it first.')
  const template = templateOf(await records.get('approval_template', id))
  if (!template.isOn || template.recordType !== type.name || row.id === template.id)
    throw conflict(`The template “${template.name}” is not for this record.`)
  if ((await fitting(kernel, { db: tx, type, row }, [template])).length === 0)
    throw conflict(`This record isn’t what the template “${template.name}” is for: its conditions don’t hold.`)
  const [waiting] = await tx.query<{ id: string; title: string }>({
    text: `select id, title from approval where record_id = $1 and template = $2 and state = 'waiting' limit 1`,
    values: [recordId, id],
  })
  if (waiting) return { ...waiting, isNew: false }
  const asked = askedBy(template, { type, row, text })
  return { id: await insertApproval({ kernel, who, records, tx }, asked), title: asked.title, isNew: true }
}

interface Started {
  readonly id: string
  readonly title: string
  /** False where it was asked before and waits for an answer. */
  readonly isNew: boolean
}

function askedBy(
  { id, asks, steps, boundTo, remindDays, escalateDays }: ApprovalTemplate,
  { type, row, text }: { type: AnyRecord; row: Row; text: string | undefined },
): NewApproval & { readonly fields: readonly string[] } {
  const known = bindable(type)
  const fields = boundTo?.filter((name) => known.includes(name)) ?? boundUnlessSaid(type)
  const title = fillIn(asks, row).slice(0, mostOfTitle)
  return { recordId: row.id, template: id, title, text, fields, steps, remindDays, escalateDays }
}

interface Standing {
  readonly db: Db
  readonly type: AnyRecord
  readonly row: Row
}

async function fitting(
  kernel: ApprovalKernel,
  { db, type, row }: Standing,
  templates: readonly ApprovalTemplate[],
): Promise<readonly ApprovalTemplate[]> {
  const conditions = templates.map((template) => template.conditions ?? {})
  const answers =
    templates.length === 0
      ? []
      : await askingFor(kernel, { record: type, conditions, ...present(kernel.clock) })(db, row.id)
  return templates.filter((_, index) => !(answers[index] instanceof Failure) && answers[index] === true)
}

const templateOf = (row: Row): ApprovalTemplate => row as unknown as ApprovalTemplate
