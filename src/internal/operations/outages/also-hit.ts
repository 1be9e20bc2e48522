/** What of an outage says which services it hits: the one that is named, its item, and the further ones. */
export interface Hits {
  readonly service: string | null
  readonly configurationItem: string | null
  readonly alsoHit: readonly string[]
}
/** An outage before it is written, if there was one, and after. */
export interface HitsChange {
  readonly before: Hits | null
  readonly after: Hits
}

/**
 * The further services that an outage hits: those that its item supports at the time of writing, whenever the item is named anew
 * or nothing else is written; else what people wrote. So what an item supports later changes no outage of the past.
 */
export function alsoHitBy(supports: readonly string[], change: HitsChange): readonly string[] {
  const { after } = change
  const hit = itemToAsk(change) !== null ? supports : isLeftOver(change) ? [] : after.alsoHit
  return hit.filter((id) => id !== after.service)
}

/** The item that says what is hit; null where that is known. */
export const itemToAsk = (change: HitsChange): string | null =>
  change.after.alsoHit.length === 0 || isLeftOver(change) ? change.after.configurationItem : null

/** What is written there belongs to an item that the outage is of no more. */
const isLeftOver = ({ before, after }: HitsChange): boolean =>
  before !== null &&
  before.configurationItem !== after.configurationItem &&
  before.alsoHit.length === after.alsoHit.length &&
  before.alsoHit.every((id) => after.alsoHit.includes(id))
