import { today } from '../../../kernel/clock.ts'
import { openCalendars } from '../../../foundation/calendars/index.server.ts'
import { conflict } from '../../../kernel/errors.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import { system, type Who } from '../../../kernel/access/who.ts'
import { defineProcessor, type Processor } from '../../../kernel/events/processor.server.ts'
import type { Job } from '../../../kernel/jobs/jobs.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { ActionHandler } from '../../../kernel/record/action.server.ts'
import { inside } from '../../../kernel/record/inside.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { addTask, changeTask, listTasks } from '../../../kernel/traits/tasks.server.ts'
import { addDays } from '../day.ts'
import type { Obligation } from './obligation.record.ts'
import { dueAfter, occurrenceAfter } from './occurrences.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'registry'>
const type = 'obligation'
const asSystem = system('makes tasks of obligations')

/** Makes tasks of what falls due soon, each day anew. */
export const obligationJobs: readonly Job[] = [
  {
    name: 'obligation-tasks',
    about: 'Make tasks of what contracts ask for and falls due soon',
    cron: '20 4 * * *',
    run: async (kernel) => void (await raiseDue(kernel)),
  },
]

/** What falls due soon is a task as soon as it is written down. */
export const followObligations = (kernel: Kernel): Processor =>
  defineProcessor({
    name: 'obligation-tasks',
    on: ({ type: of, verb, after }) =>
      of === type &&
      (verb === 'created' ||
        (verb === 'updated' && ['first_due_on', 'next_due_on', 'lead_days'].some((name) => name in (after ?? {})))),
    startsAt: 'now',
    handle: async ({ recordId }) => void (await raise(kernel, recordId)),
  })

/** Makes the tasks that are due by now, and returns of how many obligations. */
export async function raiseDue(kernel: Needs, who: Who = asSystem): Promise<number> {
  const due = await kernel.db.query<{ id: string }>({
    text: `select id from obligation where trigger = 'schedule' and state = 'active' and archived_at is null
      and coalesce(next_due_on, first_due_on) - lead_days::int <= $1::date order by id`,
    values: [today(kernel.clock)],
  })
  for (const { id } of due) await raise(kernel, id, who)
  return due.length
}

/** Makes a task for each day of the schedule that is near, at most a year's, and moves on to the next: all in one transaction. */
async function raise(kernel: Needs, id: string, who: Who = asSystem): Promise<void> {
  const day = today(kernel.clock)
  await kernel.store.as(who).transaction(async (records, tx) => {
    const within = { ...kernel, db: tx, store: kernel.store.inside(tx) }
    await tx.query({ text: 'select 1 from obligation where id = $1 for update', values: [id] })
    const row = (await records.get(type, id)) as Row & Obligation
    const { trigger, firstDueOn, everyCount, everyUnit, leadDays } = row
    const isDue = row.state === 'active' && row.archivedAt === null && trigger === 'schedule'
    if (!isDue || firstDueOn === null || everyCount === null || everyUnit === null) return
    const rhythm = { count: everyCount, unit: everyUnit }
    // What fell due before it was written down is nobody's task any more.
    let next = row.nextDueOn ?? occurrenceAfter(firstDueOn, rhythm, addDays(day, -1))
    for (let made = 0; made < mostAtOnce && addDays(next, -leadDays) <= day; made++) {
      await addTask(within, who, {
        id,
        task: { title: row.what, dueOn: next, assignee: ownerOf(row) },
      })
      next = occurrenceAfter(firstDueOn, rhythm, next)
    }
    if (next !== row.nextDueOn) await records.update(type, id, { nextDueOn: next })
  })
}
/** A program that stood still for long makes no heap of tasks at once. */
const mostAtOnce = 12

const ownerOf = (row: Row): string | null => idsOf(row['owner'])[0] ?? null

/** What people do with obligations. */
export function obligationActions(kernel: Kernel): Readonly<Record<string, ActionHandler>> {
  const calendars = openCalendars(kernel.store)
  return {
    'obligation.happened': async ({ tx, row, input }) => {
      const { trigger, withinCount, withinUnit, what } = row as Row & Obligation
      if (trigger === 'schedule') throw conflict('It comes on its schedule: its tasks are made by themselves.')
      const span = withinCount === null || withinUnit === null ? null : { count: withinCount, unit: withinUnit }
      const [contract = ''] = idsOf(row['contract'])
      const [own] = await tx.query<{ calendar: string | null }>({
        text: 'select calendar from contract where id = $1',
        values: [contract],
      })
      const calendar = await calendars.find(own?.calendar ?? null)
      const dueOn = dueAfter(String(input['on']), span, calendar)
      await addTask(inside(kernel, tx), asSystem, { id: row.id, task: { title: what, dueOn, assignee: ownerOf(row) } })
    },
    'obligation.prove': async ({ records, tx, row, input, changing }) => {
      const within = inside(kernel, tx)
      const open = (await listTasks(within, asSystem, row.id)).filter(({ isDone }) => !isDone)
      const [task] = open.toSorted((one, other) => (one.dueOn ?? '9999').localeCompare(other.dueOn ?? '9999'))
      if (!task) throw conflict('Nothing of it is due: there is no open task.')
      const mayWrite = row.can.includes('update')
      await changeTask(within, mayWrite ? records.who : asSystem, { id: task.id, change: { isDone: true } })
      const { metCount, lateCount } = row as Row & Obligation
      const on = String(input['on'])
      const isLate = task.dueOn !== null && on > task.dueOn
      const met = {
        lastMetOn: on,
        evidence: input['evidence'],
        metCount: metCount + 1,
        lateCount: lateCount + (isLate ? 1 : 0),
      }
      // Whoever owes it may say that it is met without being allowed to change what is owed.
      const writer = mayWrite ? records : within.store.asSystem('keeps how an obligation was met')
      await writer.update(type, row.id, met, mayWrite ? changing : { reason: `${records.who.name} says so.` })
    },
  }
}
