import { addBusiness } from '../../../kernel/calendar/business-time.ts'
import type { Calendar } from '../../../kernel/calendar/calendar.ts'
import type { TicketEvent } from './events.ts'

/** How long one waits, in seconds of open time, before one reminds and before one stops waiting; null: never. */
export interface Patience {
  readonly remindAfter: number | null
  readonly reminders: number
  readonly resolveAfter: number | null
}

/** What is to be done now about a ticket that waits for somebody's answer: a reminder each `remindAfter`, at last the end. */
export function stepOf(
  events: readonly TicketEvent[],
  { patience, calendar, now }: { patience: Patience; calendar: Calendar; now: Date },
): 'remind' | 'resolve' | null {
  const since = waitingSince(events)
  if (since === null) return null
  const isOver = (from: Date, seconds: number | null): boolean => {
    const at = seconds === null || seconds <= 0 ? null : addBusiness(calendar, from, seconds)
    return at !== null && at <= now
  }
  if (isOver(since, patience.resolveAfter)) return 'resolve'
  const reminded = events.filter((event) => isReminder(event) && event.at >= since)
  if (reminded.length >= patience.reminders) return null
  return isOver(reminded.at(-1)?.at ?? since, patience.remindAfter) ? 'remind' : null
}

/** Since when it has waited without a word from whoever it waits for; null when it doesn't. */
export function waitingSince(events: readonly TicketEvent[]): Date | null {
  const held = events.findLast((event) => event.kind === 'changed' && 'state' in event.after)
  if (!held || held.kind !== 'changed' || held.after['state'] !== 'pending') return null
  const answered = events.findLast((event) => event.kind === 'replied' && event.by === 'requester')
  return answered && answered.at > held.at ? answered.at : held.at
}

const isReminder = (event: TicketEvent): boolean =>
  event.kind === 'replied' && event.by === 'system' && !event.isInternal
