import { factWords, type MeasuredFact } from '../../external/vendors/index.ts'

/** How a vendor's figure stands to ours. */
export interface Difference {
  readonly says: string
  /** Whether it is more than may be by rounding and by how one counts. */
  readonly isBeyond: boolean
}
interface Both {
  readonly ours: string | null
  readonly theirs: string | null
  /** By how much they may differ, as decimal text. */
  readonly tolerance: string
}

/** The difference of two figures of a fact in words, with how much of it is let pass; null where one of them isn't known. */
export function differenceOf(fact: MeasuredFact, { ours, theirs, tolerance }: Both): Difference | null {
  if (ours === null || theirs === null) return null
  const { unit } = factWords[fact]
  // By what is kept of a figure, so that no float says 0.30000000000000004.
  const by = millionths(theirs) - millionths(ours)
  const most = millionths(tolerance)
  if (by === 0) return { says: 'They say the same.', isBeyond: false }
  const measured = (count: number): string =>
    `${count / 1e6}${unit === '%' ? ` ${count === 1e6 ? 'point' : 'points'}` : unit === null ? '' : ` ${unit}`}`
  const isBeyond = Math.abs(by) > most
  const bound =
    most === 0
      ? 'where none is let pass'
      : `${isBeyond ? 'beyond' : 'within'} the ${measured(most)} that counting differently makes`
  return { says: `They say ${measured(Math.abs(by))} ${by > 0 ? 'more' : 'less'}, ${bound}.`, isBeyond }
}

const millionths = (figure: string): number => Math.round(Number(figure) * 1e6)
