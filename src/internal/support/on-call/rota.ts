import { Temporal } from 'temporal-polyfill'
import { addDays } from '../../../kernel/calendar/calendar.ts'

/** Who takes turns at being on call: turn after turn in this order, from the first day on, for ever. */
export interface Rota {
  readonly people: readonly string[]
  readonly turns: 'day' | 'week'
  /** The day on which the first turn begins, `YYYY-MM-DD`; by the week, turns change on its weekday. */
  readonly startsOn: string
  /** When turns change, `HH:MM` by the clocks of the time zone. */
  readonly handOverAt: string
  /** An IANA name. */
  readonly timeZone: string
}
/** Somebody who is on call in place of whoever's turn it would be. Where two overlap, the later one of the list counts. */
export interface Override {
  readonly person: string
  readonly from: Date
  readonly until: Date
}
/** One person's time: from the first instant until just before the second. */
export interface Turn extends Override {
  /** Whose turn it would have been; null where it is their own. */
  readonly insteadOf: string | null
}

/** No more turns than that are worked out at once. */
const most = 5000

/** Who is on call between two instants: turns in order without gap or overlap from the rota's beginning on, the first and last as long as they are. */
export function turnsOf(rota: Rota, overrides: readonly Override[], from: Date, until: Date): readonly Turn[] {
  const own = ownTurns(rota, from, until)
  const cuts = overrides.flatMap((one) => [one.from.getTime(), one.until.getTime()])
  const turns = own.flatMap((turn) => joined(cut(turn, cuts).map((piece) => covered(piece, overrides))))
  return turns.filter((turn) => turn.until > from && turn.from < until)
}

/** Who is on call at an instant; null before the rota begins, or where nobody is in it. */
export const turnAt = (rota: Rota, overrides: readonly Override[], at: Date): Turn | null =>
  turnsOf(rota, overrides, at, new Date(at.getTime() + 1)).at(0) ?? null

/** Who answers for a turn as things stand: whoever has it, or else the next of the rota who is here; null where nobody is. */
export function answering(rota: Rota, turn: Pick<Turn, 'person'>, isHere: (person: string) => boolean): string | null {
  if (isHere(turn.person)) return turn.person
  const place = rota.people.indexOf(turn.person)
  const next = [...rota.people.slice(place + 1), ...rota.people.slice(0, place + 1)]
  return next.find(isHere) ?? null
}

/** The turns of the rota itself that touch the time between two instants. */
function ownTurns(rota: Rota, from: Date, until: Date): Turn[] {
  if (rota.people.length === 0) return []
  const days = rota.turns === 'week' ? 7 : 1
  const start = startOf(rota, 0)
  const dayMs = 86_400_000
  // One turn more at each end, since a day of a time zone is not always as long as a day.
  const first = Math.max(0, Math.floor((from.getTime() - start) / (days * dayMs)) - 1)
  const turns: Turn[] = []
  for (let n = first; n < first + most; n += 1) {
    const begins = startOf(rota, n * days)
    if (begins >= until.getTime()) break
    const ends = startOf(rota, (n + 1) * days)
    const person = rota.people[n % rota.people.length]
    // Where a zone left a day out, its turn is none.
    if (person !== undefined && ends > begins)
      turns.push({ person, from: new Date(begins), until: new Date(ends), insteadOf: null })
  }
  return turns
}

/** When turns change so many days after the first one; where clocks are put forward over it, as much later. */
function startOf({ startsOn, handOverAt, timeZone }: Rota, days: number): number {
  return Temporal.PlainDate.from(addDays(startsOn, days)).toZonedDateTime({ timeZone, plainTime: handOverAt })
    .epochMilliseconds
}

/** A turn in pieces, each of which stands under the same overrides throughout. */
function cut(turn: Turn, at: readonly number[]): readonly Turn[] {
  const [from, until] = [turn.from.getTime(), turn.until.getTime()]
  const inside = [...new Set(at)].filter((moment) => moment > from && moment < until).toSorted((a, b) => a - b)
  const edges = [from, ...inside, until]
  return edges.slice(1).map((end, place) => ({ ...turn, from: new Date(edges[place] ?? from), until: new Date(end) }))
}

function covered(piece: Turn, overrides: readonly Override[]): Turn {
  const over = overrides.findLast((one) => one.from <= piece.from && one.until >= piece.until)
  return over === undefined || over.person === piece.person
    ? piece
    : { ...piece, person: over.person, insteadOf: piece.person }
}

/** What one turn was cut into, with neighbouring pieces of the same person as one. */
function joined(pieces: readonly Turn[]): readonly Turn[] {
  const turns: Turn[] = []
  for (const piece of pieces) {
    const last = turns.at(-1)
    if (last?.person === piece.person) turns[turns.length - 1] = { ...last, until: piece.until }
    else turns.push(piece)
  }
  return turns
}
