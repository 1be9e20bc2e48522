import { definitions, dimensionWords, type FigureKey } from './definitions.ts'
import type { Contributor, Value } from './wire.ts'

const whole = new Intl.NumberFormat('en')
/** A number stays with its unit. */
const tied = '\u00a0'
const rate = ({ value, of }: Value): number | null => (value === null || of === 0 ? null : value / of)

/** A share as people read it: whole percents, and tenths near the ends, so that 99.6 % isn't all. */
export function percentWords(share: number): string {
  const percent = share * 100
  const isNearEnd = (percent > 99 && percent < 100) || (percent > 0 && percent < 1)
  return `${isNearEnd ? percent.toFixed(1) : Math.round(percent)}${tied}%`
}

/** Percentage points; below one with a tenth. */
export function pointWords(change: number): string {
  const points = Math.abs(change) * 100
  const text = points < 1 ? points.toFixed(1) : String(Math.round(points))
  return `${text}${tied}${text === '1' || text === '1.0' ? 'point' : 'points'}`
}

/** Seconds in the two largest units that matter. */
export function timeWords(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  if (minutes < 1) return 'under a minute'
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (days > 0) return hours > 0 && days < 10 ? `${days}${tied}d ${hours}${tied}h` : `${days}${tied}d`
  if (hours > 0) return rest > 0 ? `${hours}${tied}h ${rest}${tied}min` : `${hours}${tied}h`
  return `${minutes}${tied}min`
}

/** The number that a figure shows; a dash where there is nothing to tell. */
export function valueWords(key: FigureKey, value: Value): string {
  if (value.value === null) return '–'
  const { kind } = definitions[key]
  if (kind === 'share') return percentWords(value.value / value.of)
  return kind === 'time' ? timeWords(value.value) : whole.format(value.value)
}

export type Direction = 'better' | 'worse' | 'other' | 'same'
/** How a figure moved: in words, and whether that is good. Null where there is nothing to hold it against. */
export function changeWords(
  key: FigureKey,
  { now, before }: { readonly now: Value; readonly before: Value },
): { readonly text: string; readonly direction: Direction; readonly isUp: boolean } | null {
  const { kind, better } = definitions[key]
  const [to, from] = kind === 'share' ? [rate(now), rate(before)] : [now.value, before.value]
  if (to === null || from === null) return null
  const change = to - from
  const isUp = change > 0
  if (Math.abs(change) < (kind === 'share' ? 0.0005 : kind === 'time' ? 30 : 0.5))
    return { text: 'as before', direction: 'same', isUp: false }
  const good = (better === 'up') === isUp
  const direction = better === 'neither' ? 'other' : good ? 'better' : 'worse'
  const was = valueWords(key, before)
  if (kind === 'share') return { text: `${pointWords(change)} ${isUp ? 'up' : 'down'} from ${was}`, direction, isUp }
  if (kind === 'time') return { text: `${isUp ? 'up' : 'down'} from ${was}`, direction, isUp }
  return { text: `${whole.format(Math.abs(change))} ${isUp ? 'more' : 'fewer'} than ${was}`, direction, isUp }
}

/** How a share moved, as the head of its explanation. */
export function headlineOf(key: FigureKey, { now, before }: { readonly now: Value; readonly before: Value }): string {
  const { label } = definitions[key]
  const [to, from] = [rate(now), rate(before)]
  if (to === null) return `${label}: nothing was due in this period`
  if (from === null) return `${label}: ${percentWords(to)}; there was nothing in the period before to hold it against`
  if (Math.abs(to - from) < 0.0005) return `${label} stayed at ${percentWords(to)}`
  return `${label} ${to < from ? 'fell' : 'rose'} from ${percentWords(from)} to ${percentWords(to)}, by ${pointWords(to - from)}`
}

/** What a figure counts. */
export function nounOf(key: FigureKey, count: number): string {
  const noun = definitions[key].of === 'promised' ? 'promise' : 'ticket'
  return count === 1 ? noun : `${noun}s`
}

/** Beginning with a capital. */
export const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What a group has to do with a change, in a sentence. */
export function contributorWords(key: FigureKey, one: Contributor): string {
  const { now, before, byRate, byMix, total } = one
  const name = nameOf(one)
  const [to, from] = [rate(now), rate(before)]
  const adds = `${total < 0 ? 'takes' : 'adds'} ${pointWords(total)}`
  if (to === null) return `${name} had nothing this time (${before.of} before): that ${adds}.`
  if (from === null) return `${name} is new with ${percentWords(to)} of ${whole.format(now.of)}: that ${adds}.`
  if (Math.abs(byRate) >= Math.abs(byMix))
    return `${name} went from ${percentWords(from)} to ${percentWords(to)} of ${whole.format(now.of)}: that ${adds}.`
  const isMore = now.of > before.of
  return `${name}, ${percentWords(to)}, had ${whole.format(now.of)} instead of ${whole.format(before.of)} ${nounOf(key, before.of)}: ${isMore ? 'a larger' : 'a smaller'} part of all ${adds}.`
}

/** A service and a category often have the same name. */
function nameOf({ by, value, title }: Contributor): string {
  if (value === null) return `What has ${title.toLowerCase()}`
  if (by === 'priority') return `Tickets of priority “${title}”`
  if (by === 'type') return `${title}s`
  return by === 'team' ? title : `The ${dimensionWords[by].one.toLowerCase()} ${title}`
}
