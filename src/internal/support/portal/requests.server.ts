import { idsOf } from '../../../kernel/access/rule.ts'
import type { Who } from '../../../kernel/access/who.ts'
import { approvalsOf, decisionOf, type Stored } from '../../../kernel/approvals/stored.server.ts'
import { notFound } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import type { Answered } from '../catalogue/answered.ts'
import { promiseText } from '../catalogue/promise.ts'
import { type Facts, progressOf } from './progress.ts'
import { ratingsOf } from './ratings.server.ts'
import type { MyRequest, RequestInFull } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock'>
const open = ['new', 'awaiting_approval', 'in_progress', 'pending', 'resolved']
const over = ['closed', 'cancelled', 'rejected']
const most = 50

/** What the caller asked for, or others for them: those that wait for them first, then the newest. Parts of a bundle stand within it. */
export async function myRequests(
  kernel: Needs,
  who: Who,
  { isOver }: { isOver: boolean },
): Promise<readonly MyRequest[]> {
  if (who.self === null) return []
  const records = kernel.store.as(who)
  const common = { state: isOver ? over : open, parent: null }
  const [asked, given] = await Promise.all(
    [{ requester: who.self }, { requestedFor: who.self }].map((filter) =>
      records.list('ticket', { filter: { ...common, ...filter }, sort: '-createdAt', limit: most }),
    ),
  )
  const rows = [...new Map([...(asked?.rows ?? []), ...(given?.rows ?? [])].map((row) => [row.id, row])).values()]
  const shown = await shownOf(kernel, who, rows)
  const rank = ({ progress }: MyRequest) => (progress.turn === 'mine' ? 0 : 1)
  return shown.toSorted((a, b) => rank(a) - rank(b) || b.createdAt.localeCompare(a.createdAt)).slice(0, most)
}

/** One request with all that whoever asked may know of it. */
export async function myRequest(kernel: Needs, who: Who, key: string): Promise<RequestInFull> {
  const row = await kernel.store.as(who).get('ticket', key)
  const [short] = await shownOf(kernel, who, [row])
  if (!short) throw notFound('This request')
  const system = kernel.store.asSystem('shows a request')
  const [itemId] = idsOf(row['item'])
  const item = itemId === undefined ? null : await system.get('catalogue_item', itemId)
  const { rows: parts } = await kernel.store
    .as(who)
    .list('ticket', { filter: { parent: row.id }, sort: 'number', limit: 100 })
  const told = await shownOf(kernel, who, parts)
  const rating = (await ratingsOf(kernel, [row.id])).get(row.id)
  const isRated = rating !== undefined && rating.resolution === Number(row['reopens'] ?? 0)
  return {
    ...short,
    version: row.version,
    requester: titleOf(row['requester']),
    requestedFor: titleOf(row['requestedFor']),
    cost: row['cost'] as RequestInFull['cost'],
    costPer: item?.['costPer'] === 'month' ? 'month' : 'once',
    description: textOf(row['description']) ?? '',
    answers: (row['answers'] ?? []) as readonly Answered[],
    resolution: textOf(row['resolution']),
    rating: isRated ? { score: rating.score, comment: rating.comment } : null,
    parts: told.map(({ id, title, progress }) => ({ id, title, says: progress.says })),
    can: row.can,
  }
}

async function shownOf(kernel: Needs, who: Who, rows: readonly Row[]): Promise<readonly MyRequest[]> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const [tasks, parts, ratings, reasons, around] = await Promise.all([
    tasksOf(kernel, ids),
    partsOf(kernel, ids),
    ratingsOf(kernel, ids),
    waitReasons(kernel),
    itemsOf(kernel, rows),
  ])
  const approvals = new Map(
    await Promise.all(ids.map(async (id) => [id, (await approvalsOf(kernel.db, id))[0] ?? null] as const)),
  )
  return rows.map((row) => {
    const rating = ratings.get(row.id)
    const approval = approvals.get(row.id) ?? null
    const [itemId = ''] = idsOf(row['item'])
    const facts: Facts = {
      state: row.state ?? '',
      team: titleOf(row['team']),
      assignee: titleOf(row['assignee']),
      approval: approval && waitingFor(approval, kernel.clock.now()),
      refusal: approval?.state === 'rejected' ? refusalOf(approval) : null,
      tasks: tasks.get(row.id) ?? [],
      parts: parts.get(row.id) ?? [],
      pending: reasons.get(idsOf(row['pendingReason'])[0] ?? '') ?? null,
      rating: rating?.resolution === Number(row['reopens'] ?? 0) ? rating.score : null,
      createdAt: row.createdAt,
      changedAt: row.updatedAt,
    }
    return {
      id: row.id,
      number: row.number ?? '',
      title: row.title ?? '',
      state: facts.state,
      icon: around.get(itemId)?.icon ?? null,
      createdAt: row.createdAt,
      dueAt: typeof row['dueToAsker'] === 'string' ? row['dueToAsker'] : null,
      isForOther: idsOf(row['requestedFor']).some((id) => id !== who.self),
      progress: progressOf(facts),
      promise: around.get(itemId)?.promise ?? null,
      usualHours: facts.state === 'awaiting_approval' ? (around.get(itemId)?.usualHours ?? null) : null,
    }
  })
}

function waitingFor(approval: Stored, now: Date): NonNullable<Facts['approval']> {
  const { steps } = decisionOf(approval, now)
  const current = approval.steps.filter(({ id }) => steps.get(id) === 'open')
  const waitsFor = current.flatMap(({ seats, votes }) =>
    seats
      .filter(({ account }) => !votes.some(({ seat }) => seat === account))
      .map(({ name, because }) => ({ name, because })),
  )
  const since = current[0]?.openedAt ?? approval.at.toISOString()
  return { waitsFor, since: new Date(since).toISOString(), isDone: approval.state === 'approved' }
}

function refusalOf({ steps }: Stored): Facts['refusal'] {
  const no = steps.flatMap(({ votes }) => votes).find(({ isYes }) => !isYes)
  return no ? { by: no.name, comment: no.comment } : { by: 'Nobody', comment: '' }
}

type Tasks = Facts['tasks']
async function tasksOf({ db }: Needs, ids: readonly string[]): Promise<ReadonlyMap<string, Tasks>> {
  const rows = await db.query<Tasks[number] & { ticket: string }>({
    text: `select k.ticket, k.title, k.state, t.name as team, p.name as assignee from fulfilment_task k
      left join team t on t.id = k.team left join person p on p.id = k.assignee
      where k.ticket = any($1::uuid[]) and k.archived_at is null order by k.number`,
    values: [ids],
  })
  return Map.groupBy(rows, ({ ticket }) => ticket)
}

async function partsOf({ db }: Needs, ids: readonly string[]): Promise<ReadonlyMap<string, Facts['parts']>> {
  const rows = await db.query<{ parent: string; title: string; state: string }>({
    text: `select parent, title, state from ticket where parent = any($1::uuid[]) and item is not null and archived_at is null order by number`,
    values: [ids],
  })
  return Map.groupBy(rows, ({ parent }) => parent)
}

async function waitReasons({ db }: Needs): Promise<ReadonlyMap<string, NonNullable<Facts['pending']>>> {
  const rows = await db.query<{ id: string; name: string; waitsFor: string }>({
    text: 'select id, name, waits_for as "waitsFor" from pending_reason',
  })
  return new Map(rows.map(({ id, name, waitsFor }) => [id, { name, isForMe: waitsFor === 'requester' }]))
}

/** Of the items ordered: their picture, what they promise, and how long their approvals took in the last half year, where there were five at least. */
async function itemsOf({ db, clock }: Needs, rows: readonly Row[]) {
  const items = [...new Set(rows.flatMap((row) => idsOf(row['item'])))]
  const since = new Date(clock.now().getTime() - 182 * 86_400_000)
  const found = await db.query<Around & { id: string; hours: number | null }>({
    text: `select i.id, i.icon, i.promise, i.promise_hours as "promiseHours", (select case when count(*) >= 5 then
        percentile_cont(0.5) within group (order by extract(epoch from a.ended_at - a.at) / 3600) end
        from (select a.ended_at, a.at from approval a join ticket t on t.id = a.record_id
          where t.item = i.id and a.state = 'approved' and a.at > $2 order by a.at desc limit 200) a) as hours
      from catalogue_item i where i.id = any($1::uuid[])`,
    values: [items, since],
  })
  return new Map(
    found.map(({ id, icon, hours, ...item }) => [
      id,
      { icon, promise: promiseText(item), usualHours: hours === null ? null : Number(hours) },
    ]),
  )
}
interface Around {
  readonly icon: string
  readonly promise: string | null
  readonly promiseHours: number | null
}

const titleOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'title' in value && typeof value.title === 'string'
    ? value.title
    : null
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
