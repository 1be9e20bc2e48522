/** Why something hangs on something else. */
export type Why = 'bought' | 'delivers' | 'supports' | 'depends' | 'runs' | 'uses' | 'about' | 'in_hand'

/** `hangs` hangs on `on`, and why; what an agreement is called where it is by one. */
export interface Tie {
  readonly on: string
  readonly hangs: string
  readonly why: Why
  readonly under?: string
}
/** Something that hangs on the start: how many ties away, and by which one. */
export interface Hanging {
  readonly id: string
  readonly steps: number
  readonly by: Tie
}
export interface HangsGiven {
  readonly start: string
  /** Where several ties lead from one thing to the same other, the first of them counts. */
  readonly ties: readonly Tie[]
  /** What weighs more has the lower rank; those of equal rank stay in the order of their ties. */
  readonly rankOf: (id: string) => number
}

/**
 * Everything that hangs on the start, directly or by way of others, the nearest first and of those the weightiest. Circles end
 * where they were entered. Each is found by the shortest way, of several by the weightier neighbour.
 */
export function whatHangs({ start, ties, rankOf }: HangsGiven): ReadonlyMap<string, Hanging> {
  const from = Map.groupBy(ties, ({ on }) => on)
  const found = new Map<string, Hanging>()
  for (let [edge, steps] = [[start], 1]; edge.length > 0; steps += 1) {
    const next = new Map<string, Hanging>()
    for (const by of edge.flatMap((id) => from.get(id) ?? []))
      if (by.hangs !== start && !found.has(by.hangs) && !next.has(by.hangs))
        next.set(by.hangs, { id: by.hangs, steps, by })
    const level = [...next.values()].toSorted((one, other) => rankOf(one.id) - rankOf(other.id))
    for (const one of level) found.set(one.id, one)
    edge = level.map(({ id }) => id)
  }
  return found
}

/** The shortest way from the start to what hangs on it, tie by tie; none for the start itself. */
export function chainTo(found: ReadonlyMap<string, Hanging>, id: string): readonly Tie[] {
  const chain: Tie[] = []
  for (let one = found.get(id); one; one = found.get(one.by.on)) chain.push(one.by)
  return chain.reverse()
}
