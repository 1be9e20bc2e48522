import { parseDayText } from '../../record/text-date.ts'
import type { Unread } from './unread.ts'

const time = /(?:^|[\s,T])(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?m?\.?(?:\s*uhr)?$/i

/** A moment as people type it, in the time zone of where they are: '31 Mar 2027 14:00', '31.3.2027 2pm'. Null when empty. */
export function readMoment(text: string): string | null | Unread {
  const given = text.trim()
  if (given === '') return null
  const wrong: Unread = { unread: text, says: 'must be a day and a time, such as 31 Mar 2027 14:00.' }
  const whole = parseDay(given)
  const found = time.exec(given)
  // A year at the end isn't a time: '31 Mar 27' is a day alone.
  const isDayAlone = whole !== null && !/[:h]|[ap]\.?m/i.test(given)
  if (isDayAlone) return new Date(`${whole}T00:00`).toISOString()
  if (!found) return wrong
  const day = parseDay(given.slice(0, found.index).replace(/,$/, ''))
  const [, hours = '', minutes = '00', half] = found
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours)
  if (!day || hour > 23 || Number(minutes) > 59) return wrong
  return new Date(`${day}T${String(hour).padStart(2, '0')}:${minutes}`).toISOString()
}

/** The time of day of a moment where the reader is, '14:05'. */
export const timeText = (moment: Date): string => moment.toTimeString().slice(0, 5)

function parseDay(text: string): string | null {
  const read = parseDayText(text, { dateOrder: 'DMY', yearsFrom: 1970 })
  return 'day' in read ? read.day : null
}
