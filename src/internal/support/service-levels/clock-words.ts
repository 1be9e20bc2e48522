import { sayLeft, sayTime } from './target-time.ts'
import type { Kind, Metric } from './promise.ts'
import type { WireClock } from './wire.ts'

export const metricWords: Readonly<Record<Metric, string>> = {
  response: 'First response',
  resolution: 'Resolution',
  next_reply: 'Next reply',
  update: 'Update',
}
const kindWords: Readonly<Record<Kind, string>> = { sla: 'To who asked', ola: 'Between teams', uc: 'By a supplier' }

/** Whose promise a clock counts: 'To who asked', 'Network, between teams'. */
export function sayWhose({ kind, team, agreement }: Pick<WireClock, 'kind' | 'team' | 'agreement'>): string {
  const whose = (team ?? agreement)?.title
  return whose ? `${whose}, ${kindWords[kind].toLowerCase()}` : kindWords[kind]
}

/** How a promise stands, in a word and a sentence. */
export function sayStanding(
  clock: WireClock,
  said: (instant: string) => string,
): { tone: Tone; word: string; rest: string } {
  const { due, stoppedAt, isBreached, breachedBy, rounds, remaining, now } = clock
  if (rounds === 0) return { tone: 'neutral', word: 'Not begun', rest: 'nothing is due' }
  const over = breachedBy >= 60 ? `${sayTime(breachedBy)} too late` : 'after its time'
  if (stoppedAt !== null)
    return isBreached
      ? { tone: 'bad', word: 'Broken', rest: `done ${said(stoppedAt)}, ${over}` }
      : { tone: 'good', word: 'Kept', rest: `done ${said(stoppedAt)}, ${sayLeft(remaining)} to spare` }
  if (isBreached) return { tone: 'bad', word: 'Broken', rest: `was due ${due ? said(due) : 'before'}` }
  if (now === 'paused') return { tone: 'warning', word: 'Paused', rest: `${sayLeft(remaining)} left when it goes on` }
  return due === null
    ? { tone: 'neutral', word: 'Running', rest: 'its calendar never opens for long enough' }
    : { tone: 'info', word: 'Running', rest: `due ${said(due)}, ${sayLeft(remaining)} left` }
}
type Tone = 'good' | 'bad' | 'warning' | 'info' | 'neutral'
