import { stepOf } from '../../kernel/notifications/steps.ts'
import { daysBetween, sayDay } from './day.ts'
import type { Outlook } from './stake.ts'

/** So many days before the last day for a decision its owner is reminded; on that day for the last time. */
export const steps = [60, 30, 14, 7, 0] as const

/** The step that is due: the last one that has been reached, whether or not those before it were sent. Null while it is too early. */
export const stepOn = (decideBy: string, today: string): number | null => stepOf(daysBetween(today, decideBy), steps)

/** What a reminder says: the title, and what happens otherwise. */
export function sayReminder(
  { name, decideBy, outlook, sendBy, end }: Reminded,
  today: string,
): { readonly title: string; readonly text: string } {
  const left = daysBetween(today, decideBy)
  const when =
    left > 1
      ? `by ${sayDay(decideBy)}, in ${left} days`
      : left === 1
        ? 'by tomorrow'
        : left === 0
          ? 'today'
          : `now: ${sayDay(decideBy)} has passed`
  const send = sendBy === null || outlook === 'ends' ? '' : ` What is decided has to be sent by ${sayDay(sendBy)}.`
  return { title: `Decide about “${name}” ${when}`, text: `${otherwise[outlook](sayDay(end))}${send}` }
}

/** A contract that somebody is reminded of. */
export interface Reminded {
  readonly name: string
  readonly decideBy: string
  readonly sendBy: string | null
  readonly outlook: Outlook
  readonly end: string
}

const otherwise: Readonly<Record<Outlook, (end: string) => string>> = {
  renews: (end) => `Its term ends on ${end}, and it renews by itself unless notice is given.`,
  lapses: (end) => `It ends on ${end} unless its option is taken.`,
  ends: (end) => `It ends on ${end}: what comes after it has to be in place by then.`,
  goes_on: (end) => `It goes on without an end; notice given in time ends it on ${end}.`,
  leaving: (end) => `It ends on ${end}.`,
}
