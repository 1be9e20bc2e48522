import { isOpen, nextOpening } from '../../../kernel/calendar/business-time.ts'
import type { Calendar } from '../../../kernel/calendar/calendar.ts'

/** Hours that are closed now: when they begin again (ISO 8601), and by whose clocks they are said. */
export interface ClosedHours {
  readonly opensAt: string
  readonly timeZone: string
}

/** When closed hours begin again; null while they are open, and where they never begin. */
export function closedHours(calendar: Calendar, now: Date): ClosedHours | null {
  if (isOpen(calendar, now)) return null
  const opens = nextOpening(calendar, now)
  return opens && { opensAt: opens.toISOString(), timeZone: calendar.timeZone }
}
