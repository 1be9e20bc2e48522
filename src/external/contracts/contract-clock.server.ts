import { today } from '../../kernel/clock.ts'
import { openCalendars } from '../../foundation/calendars/index.server.ts'
import { OrganisationSettings } from '../../foundation/organisation/index.ts'
import { holds, idsOf } from '../../kernel/access/rule.ts'
import type { Who } from '../../kernel/access/who.ts'
import { alwaysOpen } from '../../kernel/calendar/calendar.ts'
import { forbidden } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import { settingsOf } from '../../kernel/settings/settings.server.ts'
import type { ContractEvent } from './contract-event.record.ts'
import { type Asking, type Clock, contractClock } from './contract.rules.ts'
import { addDays, addMonths } from './day.ts'
import { indexesFor } from './indexes/values.server.ts'
import { draftLetter, type Letter } from './letter.ts'
import { type Payment, paymentsOf, type Schedule } from './payments.ts'
import { termEventsOf } from './term-events.ts'
import type { Decision, Method, Unit } from './terms.ts'
import { sayMethod } from './trace.ts'
import { contractValue, type Value } from './value.ts'

type Needs = Pick<Kernel, 'store' | 'clock' | 'db' | 'registry' | 'sealer'>

/** How a contract that the caller may read stands on a day, and why; amounts only for those who may see them. */
export async function readClock(
  kernel: Needs,
  who: Who,
  { id, asOf = today(kernel.clock) }: { readonly id: string; readonly asOf?: string | undefined },
): Promise<Clock & { readonly asOf: string }> {
  const { clock } = await found(kernel, who, { id, asOf })
  if (holds(who, 'contract.see_money') || clock.state === 'unknown') return { ...clock, asOf }
  const trace = clock.trace.filter(({ rule }) => rule !== 'commitment' && rule !== 'stake')
  return { ...clock, asOf, commitment: [], stake: clock.stake && { ...clock.stake, amounts: [] }, trace }
}

/** A letter as it can be printed: who writes to whom. */
export interface DraftedLetter extends Letter {
  readonly from: string | null
  readonly signedBy: string | null
  /** How it has to be sent, as agreed, and the same in words. */
  readonly method: Method
  readonly by: string
  readonly to: readonly string[]
  readonly on: string
}

/** The letter that a decision about the next end of a contract asks for; null where nothing has to be sent. */
export async function writeLetter(
  kernel: Needs,
  who: Who,
  { id, decision }: { readonly id: string; readonly decision: Decision },
): Promise<DraftedLetter | null> {
  const on = today(kernel.clock)
  const { row, events, clock } = await found(kernel, who, { id, asOf: on })
  if (clock.state === 'unknown' || clock.decideBy === null) return null
  const terms = events.filter(
    ({ kind, archivedAt }) => archivedAt === null && (kind === 'initial' || kind === 'amendment'),
  )
  const letter = draftLetter({
    decision,
    outlook: clock.outlook,
    contract: { name: row.title, reference: textOf(row['reference']), signedOn: textOf(row['signedOn']) },
    clause: terms.findLast(({ clause }) => clause !== null)?.clause ?? null,
    end: clock.nextExit?.end ?? clock.term.end ?? clock.committedUntil ?? on,
    exit: clock.nextExit,
  })
  if (letter === null) return null
  const method = terms.findLast((event) => event.method !== null)?.method ?? 'email'
  const { organisation } = await settingsOf(kernel, OrganisationSettings)
  const address = textOf(row['noticeAddress'])?.split('\n') ?? []
  const owner = row['owner'] as { readonly title?: string | null } | null
  return {
    ...letter,
    method,
    by: sayMethod(method),
    from: organisation,
    signedBy: owner?.title ?? null,
    to: [partyOf(row), ...address],
    on,
  }
}

/** What a contract costs: in its term, in three financial years from the current one on, and what falls due within a year. */
export interface ContractCosts extends Pick<Value, 'term' | 'years'> {
  readonly payments: readonly Payment[]
}

/** What a contract costs, for those who may see amounts: Forbidden for others. */
export async function readCosts(kernel: Needs, who: Who, id: string): Promise<ContractCosts> {
  const on = today(kernel.clock)
  const { row, asking } = await found(kernel, who, { id, asOf: on })
  if (!holds(who, 'contract.see_money')) throw forbidden('You may not see what contracts cost.')
  const yearStartsIn = await financialYear(kernel)
  const first = `${on.slice(0, 4)}-${String(yearStartsIn).padStart(2, '0')}-01`
  const from = first > on ? addMonths(first, -12) : first
  const value = contractValue(asking, { from, to: addDays(addMonths(from, 36), -1), yearStartsIn })
  const schedule = scheduleOf(row)
  const payments = schedule ? paymentsOf(asking, { from: addMonths(on, -14), to: addMonths(on, 14) }, schedule) : []
  return {
    ...{ term: value?.term ?? null, years: value?.years ?? [] },
    payments: payments.filter(({ dueOn, minor }) => dueOn >= on && dueOn <= addMonths(on, 12) && minor !== 0),
  }
}

/** The month in which the organisation's financial year begins, from 1. */
export async function financialYear(kernel: Needs): Promise<number> {
  const { yearStarts } = await settingsOf(kernel, OrganisationSettings)
  return monthNames.indexOf(yearStarts) + 1
}

/** When a contract is paid; null where nobody wrote that down. */
export function scheduleOf(row: Readonly<Record<string, unknown>>): Schedule | null {
  const every = row['paidEvery'] as Schedule['every'] | null
  if (!every) return null
  return {
    every,
    isInAdvance: row['isPaidInAdvance'] !== false,
    by: row['paidBy'] === 'calendar' ? 'calendar' : 'contract',
    dueAfter: { count: Number(row['paidWithin'] ?? 0), unit: 'days' },
  }
}
const monthNames: readonly string[] = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
]

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const partyOf = (row: Readonly<Record<string, unknown>>): string => String(row['counterparty'])

/** A contract and its log. The look-up as the caller is the check; the log of what they may read is read whole. */
async function found(kernel: Needs, who: Who, { id, asOf }: { readonly id: string; readonly asOf: string }) {
  const row = await kernel.store.as(who).get('contract', id)
  return { row, ...(await readLogOf(kernel, row, asOf)) }
}

/** The log of a contract that was reached, and its clock on a day. */
export async function readLogOf(kernel: Pick<Needs, 'store' | 'db'>, row: Row, asOf: string) {
  const records = kernel.store.asSystem('the clock of a contract')
  const { rows } = await records.list('contract_event', { filter: { contract: row.id }, sort: 'createdAt', limit: 500 })
  const events = rows as unknown as readonly ContractEvent[]
  const [calendar] = idsOf(row['calendar'])
  const told = termEventsOf(events)
  const asking: Asking = {
    events: told,
    indexes: await indexesFor(kernel.db, told),
    asOf,
    calendar: calendar ? await openCalendars(kernel.store).find(calendar) : alwaysOpen,
    lead: { count: Number(row['leadCount']), unit: row['leadUnit'] as Unit },
  }
  return { events, asking, clock: contractClock(asking) }
}
