import type { MeasuredFact } from '../../external/vendors/index.ts'
import { sayTime } from '../../internal/support/index.ts'
import type { EngagementFacts } from './facts.ts'

/** Rows on which a figure rests, of one kind, each with what it adds in words. */
export interface Behind {
  readonly says: string
  readonly type: 'ticket' | 'outage' | 'availability_promise' | 'contract' | 'service_credit'
  readonly rows: readonly { readonly id: string; readonly note: string | null }[]
}

/** The rows behind a fact, the worst first; none of a kind that there are none of. */
export const behind = (fact: MeasuredFact, facts: EngagementFacts): readonly Behind[] =>
  kinds[fact](facts).filter(({ rows }) => rows.length > 0)

const kinds: Readonly<Record<MeasuredFact, (facts: EngagementFacts) => readonly Behind[]>> = {
  tickets_in_time: ({ tickets }) => [
    { says: 'Late', type: 'ticket', rows: longest(tickets?.late, (time) => `by ${time}`) },
    { says: 'In time', type: 'ticket', rows: plain(tickets?.inTime) },
  ],
  breach_minutes: ({ tickets }) => [
    { says: 'Ran beyond what was promised', type: 'ticket', rows: longest(tickets?.beyond, (time) => `for ${time}`) },
  ],
  tickets: ({ tickets }) => [
    { says: 'In hand', type: 'ticket', rows: plain(tickets?.handled) },
    { says: 'Still in hand at its end', type: 'ticket', rows: plain(tickets?.open) },
  ],
  hours_in_hand: ({ tickets }) => [
    { says: 'Done with', type: 'ticket', rows: longest(tickets?.finished, (time) => `after ${time}`) },
  ],
  availability: ({ availability }) => [
    { says: 'Promised in', type: 'availability_promise', rows: plain(availability.map(({ promise }) => promise)) },
    { says: 'Counts', type: 'outage', rows: plain([...new Set(availability.flatMap(({ counting }) => counting))]) },
    {
      says: 'Looked at, and doesn’t count',
      type: 'outage',
      rows: plain([
        ...new Set(availability.flatMap(({ others }) => others)).difference(
          new Set(availability.flatMap(({ counting }) => counting)),
        ),
      ]),
    },
  ],
  cost: ({ cost }) => [
    {
      says: 'By contract',
      type: 'contract',
      rows: [...new Set(cost.contracts.map(({ contract }) => contract))].map((id) => {
        const unsure = cost.unsure.filter(({ contract }) => contract === id)
        return { id, note: unsure.length === 0 ? null : unsure.map(({ says }) => says).join(' ') }
      }),
    },
  ],
}

const plain = (ids: readonly string[] = []): Behind['rows'] => ids.map((id) => ({ id, note: null }))

const longest = (
  some: readonly { readonly ticket: string; readonly seconds: number }[] = [],
  say: (time: string) => string,
): Behind['rows'] =>
  some
    .toSorted((one, other) => other.seconds - one.seconds)
    .map(({ ticket, seconds }) => ({ id: ticket, note: say(sayTime(seconds)) }))
