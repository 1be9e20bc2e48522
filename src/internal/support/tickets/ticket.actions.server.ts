import { idsOf } from '../../../kernel/access/rule.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import { conflict, invalid } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { ActionHandler } from '../../../kernel/record/action.server.ts'
import { inside } from '../../../kernel/record/inside.server.ts'
import type { Records, Row } from '../../../kernel/record/store.server.ts'
import { writeComment } from '../../../kernel/traits/comments.server.ts'
import { relate } from '../../../kernel/traits/relations.server.ts'
import { isEndState } from './events.ts'

/** What people do with tickets beyond changing and moving them, by 'record.action'. */
export const ticketActions = (kernel: Kernel): Readonly<Record<string, ActionHandler>> => ({
  'ticket.take': take,
  'ticket.merge': merge(kernel),
  'ticket.unmerge': unmerge,
  'ticket.split': split(kernel),
  'ticket.duplicate': duplicate(kernel),
  'ticket.declareMajor': declareMajor(kernel),
})

const take: ActionHandler = async ({ records, row, changing }) => {
  // An account that stands for nobody can begin the work, and has nothing assigned to it.
  const { self } = records.who
  if (self !== null) await records.update('ticket', row.id, { assignee: self }, changing)
  if (row.state === 'new') await records.move('ticket', row.id, 'start')
}

/** Ends a ticket that is about the same as another one, where those who asked for it are kept up to date from now on. */
const merge =
  (kernel: Kernel): ActionHandler =>
  async ({ records, tx, row, input, changing }) => {
    const into = await endOf(records, String(input['into']))
    if (into.id === row.id) throw invalid([{ field: 'into', says: 'A ticket isn’t merged into itself.' }])
    if (isEndState(into.state)) throw invalid([{ field: 'into', says: `${into.number} is ${into.state} already.` }])
    await records.move('ticket', row.id, 'resolve', { ...changing, set: { resolutionCode: 'duplicate' } })
    await records.move('ticket', row.id, 'confirm')
    await records.update('ticket', row.id, { mergedInto: into.id })
    await records.update('ticket', into.id, { participants: togetherWith(into, row) })
    await tx.query({
      text: `insert into watcher (record_id, account_id, at) select $2, account_id, $3 from watcher where record_id = $1
        on conflict do nothing`,
      values: [row.id, into.id, kernel.clock.now()],
    })
    const say = speaking(kernel, records, tx)
    await say(row.id, `This goes on in ${mentionOf(into)}, where you are kept up to date.`, false)
    await say(into.id, `${mentionOf(row)} was merged into this ticket.`, true)
  }

/** The ticket that goes on in place of this one, over all that it was merged into. */
async function endOf(records: Records, id: string): Promise<Row> {
  const row = await records.get('ticket', id)
  const [next] = idsOf(row['mergedInto'])
  return next === undefined ? row : endOf(records, next)
}

/** The participants of a ticket with everybody whom another one is about; whoever asked for it reads along anyway. */
function togetherWith(into: Row, row: Row): readonly string[] {
  const all = ['participants', 'requester', 'requestedFor']
  const known = [...idsOf(into['requester']), ...idsOf(into['requestedFor'])]
  const found = [...idsOf(into['participants']), ...all.flatMap((name) => idsOf(row[name]))]
  return [...new Set(found)].filter((id) => !known.includes(id))
}

const unmerge: ActionHandler = async ({ records, row, changing }) => {
  if (row['mergedInto'] === null) throw conflict('This ticket wasn’t merged into another one.')
  await records.update('ticket', row.id, { mergedInto: null }, changing)
  await records.move('ticket', row.id, 'takeUpAgain')
}

/** Fields that a ticket that comes out of another one has of it. */
const shared = ['type', 'requester', 'requestedFor', 'participants', 'service', 'category', 'team', 'impact', 'urgency']

const split =
  (kernel: Kernel): ActionHandler =>
  async ({ records, tx, row, input }) => {
    const made = await another(records, row, { title: input['title'], description: input['description'] })
    await relate(inside(kernel, tx), records.who, {
      id: row.id,
      relation: { link: 'ticket_splits', direction: 'forward', other: made.id },
    })
    await speaking(kernel, records, tx)(row.id, `${mentionOf(made)} was split off from this ticket.`, true)
  }

const duplicate =
  (kernel: Kernel): ActionHandler =>
  async ({ records, tx, row }) => {
    const made = await another(records, row, { title: row.title, description: row['description'] })
    await speaking(kernel, records, tx)(row.id, `${mentionOf(made)} was made as a copy of this ticket.`, true)
  }

function another(records: Records, row: Row, own: Readonly<Record<string, unknown>>): Promise<Row> {
  const values = shared.map((name) => [name, plain(row[name])])
  return records.create('ticket', { ...Object.fromEntries(values), ...own, source: row['source'] })
}

const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return idsOf(value)
  return typeof value === 'object' && value !== null ? (idsOf(value)[0] ?? null) : value
}

/** From then on everybody in IT sees it first, and whoever asks is told of it. */
const declareMajor =
  (kernel: Kernel): ActionHandler =>
  async ({ records, tx, row, input, changing }) => {
    if (row['isMajor'] === true) throw conflict('This is a major incident already.')
    const lead = input['lead'] ? { assignee: input['lead'] } : {}
    await records.update('ticket', row.id, { isMajor: true, type: 'incident', impact: 'high', ...lead }, changing)
    if (row.state === 'new') await records.move('ticket', row.id, 'start')
    await speaking(kernel, records, tx)(row.id, String(input['message']), false)
  }

/** Comments as the caller, within their transaction. */
const speaking =
  (kernel: Kernel, records: Records, tx: Db) =>
  async (id: string, text: string, isInternal: boolean): Promise<void> => {
    await writeComment(inside(kernel, tx), records.who, { id, text, isInternal })
  }

const mentionOf = ({ id, number, title }: Row): string =>
  `@[${number} ${String(title).replaceAll(/[[\]]/g, '')}](ticket:${id})`
