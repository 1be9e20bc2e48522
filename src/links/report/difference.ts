import type { MeasuredFact } from '../../external/vendors/index.ts'
import { factWords } from '../../external/vendors/index.ts'

/** How a vendor's figure stands to ours. */
export interface Difference {
  readonly says: string
  /** Whether it is more than may be by rounding and by how one counts. */
  readonly isBeyond: boolean
}

/** The difference of two figures of a fact in words; null where one of them isn't known. */
export function differenceOf(fact: MeasuredFact, ours: string | null, theirs: string | null): Difference | null {
  if (ours === null || theirs === null) return null
  const { unit, tolerance } = factWords[fact]
  // By what is kept of a figure, so that no float says 0.30000000000000004.
  const millionths = Math.round(Number(theirs) * 1e6) - Math.round(Number(ours) * 1e6)
  if (millionths === 0) return { says: 'They say the same.', isBeyond: false }
  const by = `${Math.abs(millionths) / 1e6}${unit === '%' ? ' points' : unit === null ? '' : ` ${unit}`}`
  const isBeyond = Math.abs(millionths) > tolerance * 1e6
  const rest = isBeyond ? '' : ', which is within what counting differently makes'
  return { says: `They say ${by} ${millionths > 0 ? 'more' : 'less'}${rest}.`, isBeyond }
}
