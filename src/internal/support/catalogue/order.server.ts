import { today } from '../../../kernel/clock.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import type { Who } from '../../../kernel/access/who.ts'
import { type ApprovalKernel, insertApproval } from '../../../kernel/approvals/ask.server.ts'
import { startByTemplate } from '../../../kernel/approvals/template.server.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import { conflict, invalid } from '../../../kernel/errors.ts'
import type { KeptFile } from '../../../kernel/files/files.server.ts'
import { handOver, waitingOf } from '../../../kernel/files/waiting.server.ts'
import type { Records, Row } from '../../../kernel/record/store.server.ts'
import { answeredOf, textOf } from './answered.ts'
import { type Ask, carryOut } from './carry-out.server.ts'
import type { CatalogueItem } from './catalogue-item.record.ts'
import { check } from './form.check.ts'
import { type Answers, type FormPerson, pruned, type Question, type SentFile, visible } from './form.ts'
import { formOfItem } from './item-form.server.ts'
import { costOf, levelsOf, titleOf } from './order-ticket.ts'
import { stepsFor } from './order-steps.ts'

export interface Order {
  readonly item: string
  readonly answers: Answers
  /** Whom it is for; whoever orders, unless said. */
  readonly person?: string | null | undefined
  /** Ordering again under the same key gives the same request. */
  readonly key?: string | undefined
}

/** Orders an item of the catalogue: a request with its answers, its approval or its tasks, all of it or nothing. Resolves to the request. */
export async function order(kernel: ApprovalKernel, who: Who, asked: Order): Promise<Row> {
  const { self } = who
  if (self === null || who.account === null)
    throw conflict('Your account stands for nobody: ask an administrator to tie it to your entry under People.')
  const id = await kernel.store.as(who).transaction(async (records, tx) => {
    const before = await takeKey(tx, who.account, asked.key)
    return before ?? place({ kernel, who: { ...who, self }, records, tx }, asked)
  })
  return kernel.store.as(who).get('ticket', id)
}

interface Ordering {
  readonly kernel: ApprovalKernel
  readonly who: Who & { readonly self: string }
  readonly records: Records
  readonly tx: Db
}

async function place(
  ordering: Ordering,
  { item: itemId, answers: given, person: personId, key }: Order,
): Promise<string> {
  const { kernel, who, records, tx } = ordering
  const row = await records.get('catalogue_item', itemId)
  if (row.state !== 'offered') throw conflict(`“${row.title}” isn’t offered any more.`)
  const item = row as unknown as CatalogueItem
  const system = kernel.store.inside(tx).asSystem('ordered from the catalogue')
  const person = await records.get('person', personId ?? who.self)
  const around = { person: person as unknown as FormPerson, today: today(kernel.clock) }
  const form = await formOfItem(system, item)
  const problems = check(form, given, around)
  if (problems.length > 0) throw invalid(problems, 'Some answers need a look.')
  const asked = visible(form, given, around)
  const counted = await named(records, asked, pruned(form, given, around))
  const { files, answers } = await withFiles(ordering, asked, counted)
  const answered = answeredOf(asked, answers)
  const isForOther = person.id !== who.self
  const ticket = await records.create('ticket', {
    title: titleOf(item, answers, isForOther ? person.title : null),
    type: item.kind === 'problem' ? 'incident' : 'request',
    description: textOf(answered),
    requester: who.self,
    ...(isForOther && { requestedFor: person.id }),
    service: serviceOf(item, answers),
    source: 'portal',
  })
  await handOver(kernel, who, { tx, record: ticket.id, files })
  const cost = costOf(asked, answers, item.cost)
  const more = { item: itemId, answers: answered, cost, ...levelsOf(answers) }
  await system.update('ticket', ticket.id, { ...more, ...teamOf(item) })
  const isByManager = isForOther && idsOf(person['manager']).includes(who.self)
  const ask: Ask = (one, id) => askApproval(ordering, { item: one, ticket: id, isForOther, isByManager })
  if (await ask({ ...item, cost }, ticket.id)) await system.move('ticket', ticket.id, 'askApproval')
  else await carryOut(kernel, { records: system, ticket: ticket.id, ask })
  if (key !== undefined)
    await tx.query({
      text: 'insert into catalogue_order (account_id, key, ticket_id, at) values ($1, $2, $3, $4)',
      values: [who.account, key, ticket.id, kernel.clock.now()],
    })
  return ticket.id
}

/** The request that this key led to before; of two at once the second waits for the first. */
async function takeKey(tx: Db, account: string | null, key: string | undefined): Promise<string | null> {
  if (key === undefined) return null
  await tx.query({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [`order ${account} ${key}`] })
  const [known] = await tx.query<{ ticket: string }>({
    text: 'select ticket_id as ticket from catalogue_order where account_id = $1 and key = $2',
    values: [account, key],
  })
  return known?.ticket ?? null
}

interface ToApprove {
  readonly item: CatalogueItem
  readonly ticket: string
  readonly isForOther: boolean
  readonly isByManager: boolean
}
// What is approved; once one of these changes, it is asked again.
const boundTo = ['title', 'description', 'cost', 'requester', 'requestedFor']

/** Asks those who have to approve an order; false where nobody has to. */
async function askApproval(
  { kernel, who, tx }: Ordering,
  { item, ticket, isForOther, isByManager }: ToApprove,
): Promise<boolean> {
  const asking = { kernel, who, records: kernel.store.inside(tx).asSystem('ordered from the catalogue'), tx }
  if (item.approval === 'template') {
    const [template] = idsOf(item.approvalTemplate)
    if (template === undefined) return false
    await startByTemplate(kernel, asking, { template, recordId: ticket })
    return true
  }
  const steps = stepsFor(item, { isForOther, isByManager })
  if (steps.length === 0) return false
  const { title } = await asking.records.get('ticket', ticket)
  await insertApproval(asking, { recordId: ticket, title: title ?? item.name, fields: boundTo, steps })
  return true
}

/** Answers that name records, with the names these have now; what the caller can't see is no answer. */
async function named(records: Records, questions: readonly Question[], answers: Answers): Promise<Answers> {
  const found = { ...answers }
  for (const { key, kind } of questions) {
    if ((kind !== 'person' && kind !== 'service') || answers[key] === undefined) continue
    const [id = ''] = idsOf(answers[key])
    const row = await records.get(kind, id).catch(() => null)
    if (!row) throw invalid([{ field: key, says: `There is no such ${kind}.` }], 'Some answers need a look.')
    found[key] = { id: row.id, title: row.title }
  }
  return found
}

/** The files that answers name, as they were sent by whoever orders; a file that somebody else sent, or that is gone, is no answer. */
async function withFiles(
  { who, tx }: Ordering,
  questions: readonly Question[],
  answers: Answers,
): Promise<{ readonly files: readonly KeptFile[]; readonly answers: Answers }> {
  const asked = questions.flatMap(({ key, kind }) =>
    kind === 'file' && answers[key] !== undefined ? [{ key, sent: answers[key] as readonly SentFile[] }] : [],
  )
  if (asked.length === 0) return { files: [], answers }
  const ids = asked.flatMap(({ sent }) => sent.map(({ id }) => id))
  const files = await waitingOf(tx, who, ids)
  const byId = new Map(files.map((file) => [file.id, { id: file.id, name: file.name }]))
  const problems = asked
    .filter(({ sent }) => sent.some(({ id }) => !byId.has(id)))
    .map(({ key }) => ({ field: key, says: 'A file isn’t there any more. Choose it again.' }))
  if (problems.length > 0) throw invalid(problems, 'Some answers need a look.')
  if (byId.size < ids.length)
    throw invalid([{ field: asked[0]?.key ?? '', says: 'One file answers one question.' }], 'Some answers need a look.')
  const known = asked.map(({ key, sent }) => [key, sent.map(({ id }) => byId.get(id))])
  return { files, answers: { ...answers, ...Object.fromEntries(known) } }
}

/** What the request is about: what was chosen, or what the item belongs to. */
function serviceOf(item: CatalogueItem, answers: Answers): string | null {
  return idsOf(answers['service'])[0] ?? idsOf(item.service)[0] ?? null
}
const teamOf = (item: CatalogueItem): Readonly<Record<string, unknown>> => {
  const [team] = idsOf(item.team)
  return team === undefined ? {} : { team }
}
