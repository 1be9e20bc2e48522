import { sql } from 'kysely'
import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { forbidden, invalid, notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { askFor, type Part, partOf } from './part.server.ts'
import { changeBeside, reachWith, readableSql, type Target } from './trait.server.ts'
import type { Task, TaskChange } from './wire.ts'
import { oneOf } from '../record/in-sentence.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'registry'>
const trait = 'tasks' as const
const mostTasks = 200

interface TaskRow {
  readonly id: string
  readonly record_id: string
  readonly title: string
  readonly done_at: Date | null
  readonly assignee: string | null
  readonly assignee_title: string | null
  readonly due_on: string | null
  readonly position: number
}
type Change = Pick<TaskRow, 'title' | 'done_at' | 'assignee' | 'due_on' | 'position'>

/** The tasks of a record in their order, 200 at most. */
export async function listTasks(kernel: Needs, who: Who, id: string): Promise<readonly Task[]> {
  return askFor(kernel.db, tasksOf(kernel, who, await reachWith(kernel.store.as(who), { id, trait })))
}

/** A task that is not done, of one record of several. */
export interface OpenTask {
  readonly id: string
  readonly record: string
  readonly title: string
  /** Null where nobody has it, or the caller may not see who. */
  readonly assignee: string | null
  readonly dueOn: string | null
}
/** The open tasks of records that the caller was shown, in one statement; the soonest first, and so many at most. */
export async function openTasksOf(
  kernel: Pick<Needs, 'db' | 'registry'>,
  who: Who,
  { records, limit }: { readonly records: readonly string[]; readonly limit: number },
): Promise<readonly OpenTask[]> {
  if (records.length === 0) return []
  const rows = await kernel.db.query<TaskRow>(
    sql`${tasksSql(kernel, who)} where k.record_id = any(${records}::uuid[]) and k.done_at is null
      order by k.due_on nulls last, k.id limit ${limit}`,
  )
  return rows.map((row) => ({
    ...{ id: row.id, record: row.record_id, title: row.title, assignee: row.assignee_title, dueOn: row.due_on },
  }))
}

/** The tasks of a record that was reached. */
export const tasksOf = (kernel: Needs, who: Who, target: Target): Part<readonly Task[]> =>
  partOf<TaskRow, readonly Task[]>({
    sql: sql`${tasksSql(kernel, who)} where k.record_id = ${target.id}::uuid order by k.position, k.id limit ${mostTasks}`,
    moments: ['done_at'],
    read: (rows) => rows.map((row) => taskOf(row, who, target)),
  })

/** Adds a task at the end, or where `order` says. */
export async function addTask(
  kernel: Needs,
  who: Who,
  { id, task }: { id: string; task: TaskChange & { title: string } },
): Promise<Task> {
  return changeBeside(kernel, who, { id, trait, verb: 'update' }, async ({ tx, target, now, tell }) => {
    await checkAssignee(kernel, tx, who, task.assignee)
    const [last] = await tx.query<{ count: number; position: number }>({
      text: 'select count(*) as count, coalesce(max(position), 0) as position from task where record_id = $1',
      values: [target.id],
    })
    if (last && last.count >= mostTasks)
      throw invalid([{ field: 'title', says: `At most ${mostTasks} tasks. Remove some that are done.` }])
    const taskId = kernel.clock.id()
    await tx.query({
      text: `insert into task (id, record_id, title, done_at, assignee, due_on, position, at, account_id, by_name) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      values: [
        taskId,
        target.id,
        task.title,
        task.isDone ? now : null,
        task.assignee ?? null,
        task.dueOn ?? null,
        task.order ?? (last?.position ?? 0) + 1,
        now,
        who.account,
        who.name,
      ],
    })
    await tell('task_added', { after: { task: taskId, title: task.title } })
    return taskOf(await findTask(kernel, tx, who, taskId), who, target)
  })
}

/** Changes a task: whoever may change the record; whom it was given to may tick it. */
export async function changeTask(
  kernel: Needs,
  who: Who,
  { id, change }: { id: string; change: TaskChange },
): Promise<Task> {
  const found = await findTask(kernel, kernel.db, who, id)
  return changeBeside(kernel, who, { id: found.record_id, trait }, async ({ tx, target, now, tell }) => {
    const before = await findTask(kernel, tx, who, id, sql`for update of k`)
    mayChange({ who, target, task: before, change })
    if (change.assignee !== undefined && change.assignee !== before.assignee)
      await checkAssignee(kernel, tx, who, change.assignee)
    const after = changed(before, change, now)
    await tx.query({
      text: 'update task set title = $2, done_at = $3, assignee = $4, due_on = $5, position = $6 where id = $1',
      values: [id, after.title, after.done_at, after.assignee, after.due_on, after.position],
    })
    const verb =
      after.done_at && !before.done_at
        ? 'task_done'
        : before.done_at && !after.done_at
          ? 'task_reopened'
          : 'task_changed'
    const hasWords =
      after.title !== before.title || after.assignee !== before.assignee || after.due_on !== before.due_on
    if (hasWords || verb !== 'task_changed') await tell(verb, { before: told(before), after: told({ ...after, id }) })
    return taskOf(await findTask(kernel, tx, who, id), who, target)
  })
}

/** Removes a task. */
export async function removeTask(kernel: Needs, who: Who, id: string): Promise<void> {
  const found = await findTask(kernel, kernel.db, who, id)
  await changeBeside(kernel, who, { id: found.record_id, trait, verb: 'update' }, async ({ tx, tell }) => {
    const [gone] = await tx.query<{ title: string }>({
      text: 'delete from task where id = $1 returning title',
      values: [id],
    })
    if (!gone) throw notFound('This task')
    await tell('task_removed', { before: { task: id, title: gone.title } })
  })
}

function mayChange({
  who,
  target,
  task,
  change,
}: {
  who: Who
  target: Target
  task: TaskRow
  change: TaskChange
}): void {
  if (target.row.can.includes('update') || who.isSystem) return
  const isTickOnly = Object.entries(change).every(([name, value]) => name === 'isDone' || value === undefined)
  if (!isTickOnly || !isGivenTo(who, task)) throw forbidden(`You may not change this ${oneOf(target.type)}.`)
}

const isGivenTo = (who: Who, { assignee }: TaskRow): boolean =>
  assignee !== null && (assignee === who.self || who.groups.includes(assignee))

const changed = (before: TaskRow, change: TaskChange, now: Date): Change => ({
  title: change.title ?? before.title,
  done_at: change.isDone === undefined ? before.done_at : change.isDone ? (before.done_at ?? now) : null,
  assignee: change.assignee === undefined ? before.assignee : change.assignee,
  due_on: change.dueOn === undefined ? before.due_on : change.dueOn,
  position: change.order ?? before.position,
})

const told = ({ id, title, assignee, due_on }: Omit<Change, 'done_at' | 'position'> & { readonly id: string }) => ({
  task: id,
  title,
  assignee,
  dueOn: due_on,
})

async function checkAssignee(kernel: Needs, tx: Db, who: Who, assignee: string | null | undefined): Promise<void> {
  if (!assignee) return
  const [row] = await tx.query(
    sql`select 1 from record r where r.id = ${assignee}::uuid and r.archived_at is null and ${readableSql(kernel, who)}`,
  )
  if (!row) throw invalid([{ field: 'assignee', says: 'There is no such record, or you may not see it.' }])
}

// Whoever may not read the assignee's record sees that there is one, not who.
const tasksSql = (
  kernel: Pick<Needs, 'db' | 'registry'>,
  who: Who,
) => sql`select k.id, k.record_id, k.title, k.done_at, k.assignee, r.title as assignee_title, k.due_on, k.position
  from task k left join record r on r.id = k.assignee and ${readableSql(kernel, who)}`

async function findTask(kernel: Needs, db: Db, who: Who, id: string, lock = sql``): Promise<TaskRow> {
  const [row] = await db.query<TaskRow>(sql`${tasksSql(kernel, who)} where k.id = ${id}::uuid ${lock}`)
  if (!row) throw notFound('This task')
  return row
}

function taskOf(row: TaskRow, who: Who, target: Target): Task {
  const mayAll = target.row.can.includes('update')
  const isFrozen = target.row.archivedAt !== null
  return {
    id: row.id,
    title: row.title,
    isDone: row.done_at !== null,
    doneAt: row.done_at?.toISOString() ?? null,
    assignee: row.assignee === null ? null : { id: row.assignee, title: row.assignee_title },
    dueOn: row.due_on,
    order: row.position,
    can: isFrozen ? [] : mayAll ? ['update', 'remove'] : isGivenTo(who, row) ? ['update'] : [],
  }
}
