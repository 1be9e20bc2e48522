import { businessBetween } from '../../../src/kernel/calendar/business-time.ts'
import type { Calendar } from '../../../src/kernel/calendar/calendar.ts'
import type { WireClock, WireClocks } from '../../../src/internal/support/service-levels/wire.ts'

/** What is kept of a ticket's promises. */
export interface KeptDue {
  readonly id: string
  readonly number: string
  readonly due_at: Date | null
  readonly due_for: string | null
  readonly due_to_asker: Date | null
  readonly is_breached: boolean
  readonly is_promised: boolean
}
type CalendarOfPolicy = (policy: string) => Calendar

/** What the explanation of a ticket's due time leaves open or tells otherwise than what is kept, in sentences; none where all is told. */
export function unexplained(
  kept: KeptDue,
  told: WireClocks | undefined,
  calendarOf: CalendarOfPolicy,
): readonly string[] {
  if (!told) return [`${kept.number} has no explanation.`]
  const { asOf, clocks } = told
  const running = clocks.filter(({ kind, now, due }) => kind !== 'uc' && now === 'running' && due !== null)
  const sooner = (a: WireClock, b: WireClock): number => Date.parse(a.due ?? '') - Date.parse(b.due ?? '')
  const [next] = running.toSorted(sooner)
  const [toAsker] = running.filter(({ kind }) => kind === 'sla').toSorted(sooner)
  const isBroken = clocks.some((one) => one.kind === 'sla' && (one.isBreached || one.brokenBefore > 0))
  // What passed since the ticket was written last is noted by the next look at it.
  const hasPassed = kept.due_at !== null && kept.due_at.getTime() < Date.parse(asOf)
  const wrong = (isRight: boolean, says: string): readonly string[] => (isRight ? [] : [`${kept.number} ${says}`])
  return [
    ...wrong(
      (kept.due_at?.toISOString() ?? null) === (next?.due ?? null),
      `is due ${kept.due_at?.toISOString()} for ${kept.due_for}, told is ${next?.due}.`,
    ),
    ...wrong(
      (kept.due_to_asker?.toISOString() ?? null) === (toAsker?.due ?? null),
      `is due to who asked ${kept.due_to_asker?.toISOString()}, told is ${toAsker?.due}.`,
    ),
    ...wrong(
      running.length === 0 || running.some(({ metric, due }) => metric === kept.due_for && due === next?.due),
      `is due for ${kept.due_for}, told is ${next?.metric}.`,
    ),
    ...wrong(
      kept.is_breached === isBroken || (hasPassed && isBroken),
      `is ${kept.is_breached ? '' : 'not '}broken, told is ${isBroken}.`,
    ),
    ...wrong(
      kept.is_promised === clocks.some(({ kind, rounds }) => kind === 'sla' && rounds > 0),
      'is promised otherwise.',
    ),
    ...clocks.flatMap((clock) =>
      unexplainedIn(clock, told, calendarOf(clock.policy.id)).map(
        (says) => `${kept.number}, ${clock.kind} ${clock.metric}: ${says} ${JSON.stringify(clock.words)}`,
      ),
    ),
  ]
}

function unexplainedIn(clock: WireClock, { asOf, openedAt }: WireClocks, calendar: Calendar): readonly string[] {
  const { segments, words, rounds, used, remaining, promised, due, stoppedAt, isBreached, breachedBy } = clock
  const open = (from: string, to: string): number => businessBetween(calendar, new Date(from), new Date(to))
  const wrong = (isRight: boolean, says: string): readonly string[] => (isRight ? [] : [says])
  const own = rounds === 0 ? [] : segments.filter(({ round }) => round === rounds)
  const ran = own.filter(({ kind }) => kind === 'running')
  const sum = ran.reduce((all, { from, to }) => all + open(from, to), 0)
  const untilDue = ran.reduce(
    (all, { from, to }) => all + (due !== null && from < due ? open(from, to < due ? to : due) : 0),
    0,
  )
  const named = own.filter(
    ({ kind }, index) => kind === 'paused' || (kind === 'stopped' && own[index + 1]?.kind === 'running'),
  )
  const said = words.join(' ')
  return [
    ...wrong(words.length >= 3 && words.every((one) => /^\S.+[.]$/.test(one)), 'a sentence is missing or empty.'),
    ...wrong(!/undefined|null|NaN|“”|something|another team/.test(said), 'a name is missing.'),
    ...wrong(words[0]?.includes(`“${clock.policy.title}” counts`) === true, 'its policy isn’t named.'),
    ...wrong(
      segments[0]?.from === openedAt && segments.at(-1)?.to === asOf,
      'it doesn’t reach from the opening until now.',
    ),
    ...wrong(
      segments.every(({ to }, index) => to === (segments[index + 1]?.from ?? asOf)),
      'its stretches have gaps.',
    ),
    ...wrong(
      segments.every(({ from, to, seconds }) => isNear(seconds, open(from, to))),
      'a stretch isn’t as long as it says.',
    ),
    ...wrong(
      named.every(({ why }) => why !== '' && said.includes(why)),
      'a pause isn’t named.',
    ),
    ...wrong(
      isNear(sum, used) && isNear(Math.max(0, promised - used), remaining),
      'what was used and what is left don’t add up.',
    ),
    ...wrong(
      rounds === 0 || countedIn(words) === Math.floor(used / 60 + 1e-6),
      `the sentences come to ${countedIn(words)} min, not ${used / 60}.`,
    ),
    ...(isBreached
      ? [
          ...wrong(isNear(untilDue, promised), 'it was due at another moment.'),
          ...wrong(isNear(breachedBy, used - promised), 'it was late by another time.'),
        ]
      : [
          ...wrong(used <= promised + 0.001, 'it is used up and not broken.'),
          ...wrong(
            due === null || stoppedAt !== null || isNear(open(asOf, due), remaining),
            'it is due at another moment.',
          ),
          ...wrong(clock.now !== 'paused' || due === null, 'it is due while it is paused.'),
        ]),
  ]
}

const isNear = (one: number, other: number): boolean => Math.abs(one - other) < 0.01

/** The minutes that sentences say were counted. */
const countedIn = (words: readonly string[]): number =>
  words.reduce((sum, sentence) => {
    const [, hours, minutes] = /: (?:(\d+) h ?)?(?:(\d+) min )?counted\.$/.exec(sentence) ?? []
    return sum + Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  }, 0)
