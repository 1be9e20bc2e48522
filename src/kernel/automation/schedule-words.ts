/** Days of the week as RFC 5545 names them, from Monday. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]
/** Which of a month's weekdays: 1 is the first, -1 the last. */
export const places = [1, 2, 3, 4, -1] as const
export type Place = (typeof places)[number]

/** How often something recurs, as people choose it. `interval` 2 is every second. */
export type Plan =
  | { readonly every: 'day'; readonly interval: number }
  | { readonly every: 'week'; readonly interval: number; readonly days: readonly Weekday[] }
  /** -1 is the last day of the month. */
  | { readonly every: 'month'; readonly interval: number; readonly day: number }
  | { readonly every: 'place'; readonly interval: number; readonly place: Place; readonly weekday: Weekday }

const workdays: readonly Weekday[] = weekdays.slice(0, 5)
const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

export const weekdayName = (day: Weekday): string => weekdayNames[weekdays.indexOf(day)] ?? day
export const placeName = (place: Place): string =>
  ({ 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', [-1]: 'last' })[place]

/** A plan as RFC 5545 writes it. */
export function recurrenceOf(plan: Plan): string {
  const interval = plan.interval === 1 ? '' : `;INTERVAL=${plan.interval}`
  switch (plan.every) {
    case 'day':
      return `FREQ=DAILY${interval}`
    case 'week':
      return `FREQ=WEEKLY${interval};BYDAY=${weekdays.filter((day) => plan.days.includes(day)).join(',')}`
    case 'month':
      return `FREQ=MONTHLY${interval};BYMONTHDAY=${plan.day}`
    case 'place':
      return `FREQ=MONTHLY${interval};BYDAY=${plan.place}${plan.weekday}`
  }
}

/** The plan that a recurrence stands for; null where it says more than a plan can. */
export function planOf(recurrence: string): Plan | null {
  const parts = recurrence.split(';').map((part) => part.split('='))
  const { FREQ: frequency, INTERVAL: written = '1', ...rest } = Object.fromEntries(parts) as Record<string, string>
  const interval = Number(written)
  if (!Number.isInteger(interval) || interval < 1) return null
  const names = Object.keys(rest).join()
  if (frequency === 'DAILY' && names === '') return { every: 'day', interval }
  if (frequency === 'WEEKLY' && names === 'BYDAY') {
    const named = rest.BYDAY?.split(',') ?? []
    const days = weekdays.filter((day) => named.includes(day))
    return days.length === named.length ? { every: 'week', interval, days } : null
  }
  if (frequency !== 'MONTHLY') return null
  if (names === 'BYMONTHDAY') {
    const day = Number(rest.BYMONTHDAY)
    return Number.isInteger(day) && (day === -1 || (day >= 1 && day <= 31)) ? { every: 'month', interval, day } : null
  }
  const [, place, weekday] = (names === 'BYDAY' && /^\+?(-?\d)([A-Z]{2})$/.exec(rest.BYDAY ?? '')) || []
  const known = { place: places.find((one) => one === Number(place)), weekday: weekdays.find((one) => one === weekday) }
  return known.place && known.weekday ? { every: 'place', interval, place: known.place, weekday: known.weekday } : null
}

/** How often, in words: “every weekday”, “the first Monday of every month”. A recurrence that no plan stands for, as it is written. */
export function recurrenceWords(recurrence: string): string {
  const plan = planOf(recurrence)
  return plan ? planWords(plan) : recurrence
}

function planWords(plan: Plan): string {
  const months = plan.interval === 1 ? 'every month' : `every ${plan.interval} months`
  switch (plan.every) {
    case 'day':
      return plan.interval === 1 ? 'every day' : `every ${plan.interval} days`
    case 'week': {
      if (plan.interval === 1 && String(plan.days) === String(workdays)) return 'every weekday'
      const names = new Intl.ListFormat('en-GB').format(plan.days.map(weekdayName))
      return plan.interval === 1 ? `every ${names}` : `every ${plan.interval} weeks on ${names}`
    }
    case 'month':
      return plan.day === -1 ? `the last day of ${months}` : `day ${plan.day} of ${months}`
    case 'place':
      return `the ${placeName(plan.place)} ${weekdayName(plan.weekday)} of ${months}`
  }
}
