import type { Span } from '../../kernel/calendar/calendar.ts'

const span = /^(\d{1,2})(?::(\d{2}))?[-–](\d{1,2})(?::(\d{2}))?$/

/** '08:00–12:00, 13:00–17:00' → spans in minutes; empty text and 'closed' are none, 'all day' is the whole day. Null when it can't be read. */
export function readHours(text: string | null): readonly Span[] | null {
  const words = (text ?? '').trim().toLowerCase()
  if (words === '' || words === 'closed') return []
  if (words === 'all day' || words === '24 hours') return [[0, 1440]]
  const spans = words.split(/[,;]/).map((part) => readSpan(part.replaceAll(/\s+/g, '')))
  return spans.every((one) => one !== null) ? spans : null
}

function readSpan(text: string): Span | null {
  const [, ...parts] = span.exec(text) ?? []
  const [fromHour, fromMinute, toHour, toMinute] = parts.map((part) => Number(part ?? 0))
  const from = minuteOf(fromHour, fromMinute)
  const to = minuteOf(toHour, toMinute)
  return from === null || to === null || from === 1440 || from === to ? null : [from, to]
}

function minuteOf(hour: number | undefined, minute: number | undefined): number | null {
  if (hour === undefined || minute === undefined || minute > 59) return null
  const at = hour * 60 + minute
  return at > 1440 ? null : at
}

/** What is wrong with a day's hours, in words; null when nothing is. */
export function problemOfHours(text: string | null): string | null {
  const spans = readHours(text)
  if (spans === null)
    return `'${text}' can't be read. Write 08:00–17:00, or several with a comma: 08:00–12:00, 13:00–17:00.`
  const sorted = spans.map(([from, to]) => [from, to > from ? to : to + 1440] as const).sort(([a], [b]) => a - b)
  const overlap = sorted.findIndex(([from], index) => index > 0 && from < (sorted[index - 1]?.[1] ?? 0))
  return overlap < 0 ? null : `Two of the spans in '${text}' overlap.`
}

/** Spans as people write them: '08:00–12:00, 13:00–17:00', 'closed', 'all day'. */
export function sayHours(spans: readonly Span[]): string {
  if (spans.length === 0) return 'closed'
  if (spans.length === 1 && spans[0]?.[0] === 0 && spans[0][1] === 1440) return 'all day'
  return spans.map(([from, to]) => `${clock(from)}–${clock(to)}`).join(', ')
}

const two = (number: number): string => String(number).padStart(2, '0')
const clock = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
