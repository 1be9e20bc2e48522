import type { WireClock, WireClocks } from './wire.ts'

/** A piece of a clock's bar, in shares of the whole width. */
export interface Piece {
  readonly left: number
  readonly width: number
  /** 'late' runs beyond what was promised; 'left' is what is still to come until it is due. */
  readonly looks: 'running' | 'late' | 'paused' | 'stopped' | 'left'
  readonly from: string
  readonly to: string
  readonly why: string
  readonly seconds: number
}

/** What part of time a picture of clocks shows: from the opening to what is due last, with a little room. */
export interface Frame {
  readonly from: number
  readonly to: number
  /** The last moment that matters, before the room. */
  readonly end: number
}

export function frameOf({ openedAt, asOf, clocks }: WireClocks): Frame {
  const from = Date.parse(openedAt)
  const last = Math.max(...clocks.flatMap((clock) => (isAhead(clock) ? [Date.parse(clock.due)] : [])), Date.parse(asOf))
  // Clocks of a ticket that was dealt with are still: what came after says nothing.
  const still = clocks.every(({ now }) => now === 'stopped')
  const ends = clocks.flatMap(({ segments, due }) => [
    ...segments.filter(({ kind }) => kind !== 'stopped').map(({ to }) => Date.parse(to)),
    ...(due === null ? [] : [Date.parse(due)]),
  ])
  const end = still && ends.length > 0 ? Math.max(...ends) : last
  return { from, end, to: Math.max(end + (end - from) * 0.04, from + 60_000) }
}

type Ahead = WireClock & { readonly due: string }
const isAhead = (clock: WireClock): clock is Ahead => clock.now === 'running' && !clock.isBreached && clock.due !== null

/** Where an instant stands in a frame, as a share of its width, within it. */
export const placeOf = ({ from, to }: Pick<Frame, 'from' | 'to'>, at: string | number): number =>
  Math.min(1, Math.max(0, ((typeof at === 'number' ? at : Date.parse(at)) - from) / (to - from)))

/** The bar of a clock. What ran beyond the due time of its last round is told apart, and what is left is drawn ahead. */
export function piecesOf(clock: WireClock, frame: Frame): readonly Piece[] {
  const due = clock.due === null ? null : Date.parse(clock.due)
  const drawn = clock.segments.flatMap(({ kind, from, to, why, seconds, round }): readonly Piece[] => {
    const [start, end] = [Date.parse(from), Date.parse(to)]
    const piece = (looks: Piece['looks'], left: number, right: number): Piece => {
      const at = placeOf(frame, left)
      return { looks, left: at, width: placeOf(frame, right) - at, from, to, why, seconds }
    }
    const isLate = kind === 'running' && clock.isBreached && due !== null && round === clock.rounds && end > due
    if (!isLate) return [piece(kind, start, end)]
    return start < due ? [piece('running', start, due), piece('late', due, end)] : [piece('late', start, end)]
  })
  const last = clock.segments.at(-1)
  if (!isAhead(clock) || !last) return drawn.filter(({ width }) => width > 0)
  const left = placeOf(frame, last.to)
  const ahead: Piece = {
    ...{ looks: 'left', left, width: placeOf(frame, clock.due) - left, from: last.to, to: clock.due },
    ...{ why: 'left until it is due', seconds: clock.remaining },
  }
  return [...drawn, ahead].filter(({ width }) => width > 0)
}
