import {
  clipped,
  difference,
  type Interval,
  type Intervals,
  joined,
  lengthOf,
} from '../../../kernel/calendar/intervals.ts'

/** The days of a week, which begins with Monday as ISO 8601 has it. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]
/** Who looks after something from a time of day to another, on some days; an end that isn't after the beginning is on the next day. */
export interface Window {
  readonly by: 'supplier' | 'us'
  readonly days: readonly Weekday[]
  /** `HH:MM`. */
  readonly from: string
  /** `HH:MM`, up to 24:00. */
  readonly until: string
}
/** Of one hour of the week: how many of its 60 minutes each side covers. */
export interface Hour {
  readonly supplier: number
  readonly us: number
  /** Minutes that nobody covers. */
  readonly nobody: number
}

const day = 24 * 60
/** Minutes of a week. */
export const week = 7 * day

/** Whether a text is a time of day `HH:MM`, at most `last`. */
export const isTimeOfDay = (text: string, last: '23:59' | '24:00'): boolean =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(text) || (last === '24:00' && text === '24:00')

/** When somebody of that side, or anybody, covers the week, in minutes from Monday 00:00. */
export function covered(windows: readonly Window[], by?: Window['by']): Intervals {
  const ours = windows.filter((window) => by === undefined || window.by === by)
  return joined(ours.flatMap((window) => window.days.flatMap((name) => stretchesOf(window, name))))
}

/** When nobody covers the week: in order, the night from Sunday to Monday as one, which begins on Sunday. */
export function gaps(windows: readonly Window[]): Intervals {
  const own = difference([[0, week]], covered(windows))
  const [first, last] = [own.at(0), own.at(-1)]
  if (!first || !last || first === last || first[0] !== 0 || last[1] !== week) return own
  return [...own.slice(1, -1), [last[0], week + first[1]]]
}

/** The 168 hours of the week, from Monday 00:00. */
export function hoursOf(windows: readonly Window[]): readonly Hour[] {
  const [supplier, us, anybody] = [covered(windows, 'supplier'), covered(windows, 'us'), covered(windows)]
  return Array.from({ length: week / 60 }, (_, hour) => ({
    supplier: minutesIn(supplier, hour),
    us: minutesIn(us, hour),
    nobody: 60 - minutesIn(anybody, hour),
  }))
}

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
/** 'Friday 18:00 to Monday 08:00'. */
export const stretchText = ([from, until]: Interval): string => `${momentText(from)} to ${momentText(until)}`

function momentText(minute: number): string {
  const at = minute % week
  const time = [Math.floor((at % day) / 60), at % 60].map((part) => String(part).padStart(2, '0')).join(':')
  return `${dayNames[Math.floor(at / day)]} ${time}`
}

/** What is covered and what isn't, in a sentence with its hours. */
export function coverText(windows: readonly Window[]): string {
  if (windows.length === 0) return 'Nothing is written down about who looks after it when.'
  const open = gaps(windows)
  if (open.length === 0) return 'Somebody looks after it at every hour of the week.'
  const hours = (lengthOf(open) / 60).toLocaleString('en', { maximumFractionDigits: 1 })
  return `Nobody looks after it for ${hours} of 168 hours a week.`
}

/** One day's stretch; what runs past Sunday goes on on Monday. */
function stretchesOf({ from, until }: Window, name: Weekday): readonly Interval[] {
  const start = weekdays.indexOf(name) * day
  const end = minutesOf(until) > minutesOf(from) ? start + minutesOf(until) : start + day + minutesOf(until)
  const begin = start + minutesOf(from)
  if (end <= week) return [[begin, end]]
  return [
    [begin, week],
    [0, end - week],
  ]
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

const minutesIn = (cover: Intervals, hour: number): number => lengthOf(clipped(cover, [hour * 60, hour * 60 + 60]))
