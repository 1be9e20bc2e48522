import type { Calendar } from '../calendar/calendar.ts'
import { Failure, invalid } from '../errors.ts'
import { idsOf } from '../access/rule.ts'
import type { AutomationRule } from './automation-rule.record.ts'
import { type AutomationKernel, carryOut, noteFailure } from './carry-out.server.ts'
import type { Rule } from './action.ts'
import { occurrencesOf } from './occurrences.ts'
import { rulesOn } from './rules.server.ts'

export interface SchedulerOptions {
  /** The calendar of an id; the default one for null. */
  readonly calendarOf: (id: string | null) => Promise<Calendar>
  readonly groupsSql?: string
}
const mostMissed = 100
const mostRecords = 1000

/** Carries out the rules on a schedule whose time has come since they were last looked at. Safe to repeat, and at the same time elsewhere. */
export async function runDueRules(kernel: AutomationKernel, options: SchedulerOptions): Promise<void> {
  const { db, clock, log } = kernel
  const rules = await rulesOn(kernel, 'schedule')
  const ids = rules.map(({ rule }) => rule.id)
  await db.query({ text: 'delete from automation_schedule where rule_id <> all($1::uuid[])', values: [ids] })
  for (const { rule, row } of rules) {
    const now = clock.now()
    try {
      const from = await doneUntil(kernel, rule.id)
      await runRule(kernel, { rule, row, from, now, ...options })
      await db.query({
        text: 'update automation_schedule set done_until = $2 where rule_id = $1',
        values: [rule.id, now],
      })
    } catch (error) {
      log.error({ rule: rule.id, error: String(error) }, 'A rule on a schedule could not run; it is tried again.')
    }
  }
}

/** Until when a rule was dealt with: until now for one that was just switched on. */
async function doneUntil({ db, clock }: AutomationKernel, rule: string): Promise<Date> {
  const [row] = await db.query<{ done_until: Date }>({
    text: `insert into automation_schedule (rule_id, done_until) values ($1, $2)
      on conflict (rule_id) do update set rule_id = excluded.rule_id returning done_until`,
    values: [rule, clock.now()],
  })
  return row?.done_until ?? clock.now()
}

interface Running extends SchedulerOptions {
  readonly rule: Rule
  readonly row: AutomationRule
  readonly from: Date
  readonly now: Date
}

async function runRule(kernel: AutomationKernel, running: Running): Promise<void> {
  const { rule, row, now } = running
  const record = kernel.registry.records.find(({ name }) => name === rule.recordType)
  const key = now.toISOString()
  try {
    const due = await dueOf(running)
    const times = row.missed === 'all' ? due.slice(-mostMissed) : due.slice(-1)
    if (!record && times.length > 0) throw invalid([{ field: 'recordType', says: `There is no '${rule.recordType}'.` }])
    for (const at of times) if (record) await runOccurrence(kernel, { ...running, record, at })
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    await noteFailure(kernel, { rule, id: null, key }, { error, ms: 0 })
  }
}

async function dueOf({ row, from, now, calendarOf }: Running): Promise<readonly Date[]> {
  const { recurrence, startsAt, timeZone, shift } = row
  if (recurrence === null || startsAt === null) return []
  const calendar = shift === 'keep' ? null : await calendarOf(idsOf(row.calendar)[0] ?? null)
  try {
    return occurrencesOf({ recurrence, startsAt, timeZone, shift, calendar }, from, now)
  } catch (error) {
    throw invalid([{ field: 'recurrence', says: `This recurrence can't be read: ${String(error)}` }])
  }
}

type Occurring = Running & { readonly at: Date; readonly record: Parameters<typeof carryOut>[1]['record'] }

/** What makes records is done once; everything else for each record that the conditions find. */
async function runOccurrence(kernel: AutomationKernel, { rule, row, record, at, groupsSql }: Occurring): Promise<void> {
  const key = at.toISOString()
  const made = rule.actions.filter((action) => action.do === 'create')
  const done = rule.actions.filter((action) => action.do !== 'create')
  if (made.length > 0)
    await carryOut(kernel, {
      ...{ rule: { ...rule, actions: made }, record, id: null, key, depth: 1, groupsSql },
      words: wordsOf(at, row.timeZone),
    })
  if (done.length === 0) return
  const { rows } = await kernel.store
    .asSystem('automation')
    .list(record, { filter: rule.conditions, sort: 'createdAt', columns: ['id'], limit: mostRecords })
  for (const { id } of rows)
    await carryOut(kernel, { rule: { ...rule, actions: done }, record, id, key: `${key} ${id}`, depth: 1, groupsSql })
}

/** What texts may name of an occurrence: {day}, {month}, {year}, as its time zone counts them. */
function wordsOf(at: Date, timeZone: string): Readonly<Record<string, string>> {
  const format = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(at)
  return {
    day: format({ day: 'numeric', month: 'long', year: 'numeric' }),
    month: format({ month: 'long', year: 'numeric' }),
    year: format({ year: 'numeric' }),
  }
}
