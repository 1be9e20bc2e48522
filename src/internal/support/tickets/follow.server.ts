import { peopleSql } from './events.server.ts'
import { system, type Who } from '../../../kernel/access/who.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import { defineProcessor, type Processor } from '../../../kernel/events/processor.server.ts'
import type { PlacedEntry } from '../../../kernel/history/position.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { inside } from '../../../kernel/record/inside.server.ts'
import { writeComment } from '../../../kernel/traits/comments.server.ts'
import { openStates } from './events.ts'

/** What follows for tickets when something happens to one: each entry counts once. Logs of the past move nothing. */
export const followTickets = (kernel: Kernel): Processor =>
  defineProcessor({
    name: 'tickets',
    once: true,
    on: ({ type, verb, via }) =>
      type === 'ticket' && (verb === 'commented' || verb === 'moved') && via !== 'import' && via !== 'demo',
    handle: async (entry, { db }) => {
      const own = inside(kernel, db)
      if (entry.verb === 'moved') await resolveChildren(own, entry)
      else if (entry.after?.['isInternal'] !== true) await afterReply(own, entry)
    },
  })

/** An answer of whoever asked ends the waiting for it; what IT says of a major incident reaches those who have it, too. */
async function afterReply(kernel: Kernel, entry: PlacedEntry): Promise<void> {
  const { db, store } = kernel
  if (entry.who === null && entry.after?.['person'] === undefined) return
  const [row] = await db.query<{ state: string; is_major: boolean; waits_for: string | null; is_own: boolean }>({
    text: `select t.state, t.is_major, p.waits_for, coalesce(coalesce($2::uuid, a.self)
        = any(${peopleSql}), false) as is_own
      from ticket t left join pending_reason p on p.id = t.pending_reason left join account a on a.id = $3
      where t.id = $1`,
    values: [entry.recordId, entry.after?.['person'] ?? null, entry.who],
  })
  if (row?.is_own && row.state === 'pending' && row.waits_for === 'requester')
    await store.asSystem('answers').move('ticket', entry.recordId, 'resume', { reason: 'Whoever asked has answered.' })
  if (row && row.is_major && !row.is_own) await repeatForChildren(kernel, entry)
}

async function repeatForChildren(kernel: Kernel, { recordId, after }: PlacedEntry): Promise<void> {
  const [said] = await kernel.db.query<{ text: string }>({
    text: 'select text from comment where id = $1 and removed_at is null',
    values: [after?.['comment']],
  })
  if (!said) return
  for (const id of await openChildren(kernel.db, recordId))
    await writeComment(kernel, news, { id, text: said.text, isInternal: false })
}

/** A resolved incident resolves those that are parts of it, in the same way. */
async function resolveChildren(kernel: Kernel, { recordId, after }: PlacedEntry): Promise<void> {
  if (after?.['state'] !== 'resolved') return
  const records = kernel.store.as(news)
  const parent = await records.get('ticket', recordId)
  if (parent['type'] !== 'incident' || parent.state !== 'resolved') return
  const children = await openChildren(kernel.db, recordId)
  const set = { resolutionCode: parent['resolutionCode'], resolution: parent['resolution'] }
  for (const id of children) {
    await records.move('ticket', id, 'resolve', { set, reason: `${parent.number} was resolved.` })
  }
}

const news: Who = system('major incidents')

async function openChildren(db: Db, parent: string): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    text: `select id from ticket where parent = $1 and type = 'incident' and state = any($2) and archived_at is null
      order by id limit 1000`,
    values: [parent, openStates.filter((state) => state !== 'awaiting_approval')],
  })
  return rows.map(({ id }) => id)
}
