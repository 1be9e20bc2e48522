import { type Cadence, periodAt, periodOf, shiftPeriod } from '../../external/vendors/index.ts'
import { addDays } from '../../kernel/calendar/calendar.ts'

/** So many days after a period what becomes known of it late still corrects what was measured. */
const settles = 100

/** The periods of a cadence that are measured on a day, the latest first: the last that is over, and those that ended not long ago. */
export function periodsToMeasure(today: string, cadence: Cadence): readonly string[] {
  const first = addDays(today, -settles)
  const periods: string[] = []
  for (let period = shiftPeriod(periodAt(today, cadence), -1); ; period = shiftPeriod(period, -1)) {
    const until = periodOf(period)?.until ?? ''
    if (periods.length > 0 && until < first) return periods
    periods.push(period)
  }
}
