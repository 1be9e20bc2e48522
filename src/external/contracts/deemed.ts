import { alwaysOpen } from '../../kernel/calendar/calendar.ts'
import type { Asking } from './contract.rules.ts'
import { readLog } from './log.ts'
import { receivedOn } from './notice.ts'
import type { Method } from './terms.ts'

/** When what is sent on a day counts as received, by what a contract says for that way of sending it; null before anything is agreed. */
export function receivedBy(
  asking: Pick<Asking, 'events' | 'calendar' | 'lead'>,
  on: string,
  method: Method,
): string | null {
  const { calendar = alwaysOpen, lead } = asking
  const told = readLog(asking.events, { asOf: on, calendar, lead })
  return told === null ? null : receivedOn(on, method, { rule: told.standing.rule, calendar })
}
