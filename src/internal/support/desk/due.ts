import type { Tone } from '../../../kernel/record/field.ts'

/** What a row says of its promise. */
export interface Due {
  readonly says: string
  readonly tone: Tone
}
interface Given {
  readonly dueAt: string | null
  readonly dueFor: string | null
  readonly state: string | null
}
const minute = 60_000
const promises: Readonly<Record<string, string>> = {
  response: 'First response',
  resolution: 'Resolution',
  next_reply: 'Next reply',
  update: 'Update',
}

/** How long until a ticket is due, short enough for a line of the queue: '42 min', '3 h late', 'paused'. */
export function dueShort({ dueAt, state }: Given, now: Date): Due {
  if (dueAt === null) return { says: state === 'pending' ? 'paused' : '', tone: 'neutral' }
  const left = Date.parse(dueAt) - now.getTime()
  return { says: left < 0 ? `${lengthOf(-left)} late` : lengthOf(left), tone: toneOf(left) }
}

/** The promise of a ticket in a sentence; null where none runs. */
export function dueSentence(given: Given, now: Date): Due | null {
  if (given.dueAt === null) return null
  const left = Date.parse(given.dueAt) - now.getTime()
  const what = promises[given.dueFor ?? ''] ?? 'The next step'
  if (left < 0) return { says: `${what} was due ${inWords(-left)} ago`, tone: 'bad' }
  return { says: `${what} is due in ${inWords(left)}`, tone: toneOf(left) }
}

const toneOf = (left: number): Tone => (left < 0 ? 'bad' : left < 120 * minute ? 'warning' : 'neutral')

function lengthOf(time: number): string {
  const minutes = Math.round(time / minute)
  if (minutes < 100) return `${Math.max(minutes, 1)} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`
}

function inWords(time: number): string {
  const minutes = Math.max(Math.round(time / minute), 1)
  if (minutes < 100) return count(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  return hours < 48 ? count(hours, 'hour') : count(Math.round(hours / 24), 'day')
}

const count = (amount: number, unit: string): string => `${amount} ${unit}${amount === 1 ? '' : 's'}`
