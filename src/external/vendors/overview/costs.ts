import type { Money } from '../../../kernel/record/field.ts'
import type { Agreed } from './contribution.ts'
import { differencesOf, sumsOf } from './money.ts'
import type { Costs } from './overview.ts'

/** An engagement that isn't over, with what it is expected to cost a year. */
export interface Costing {
  readonly id: string
  readonly expected: Money | null
}

/** What engagements cost a year: what is expected, what contracts say, and how the two differ where both speak. */
export function costsOf(engagements: readonly Costing[], agreed: Agreed | null): Costs {
  const expected = sumsOf(engagements.map((one) => one.expected))
  if (agreed === null || agreed.contracts === 0) return { expected, agreed: null }
  const isCovered = ({ id }: Costing): boolean => agreed.prices.some(({ engagement }) => engagement === id)
  const uncovered = engagements.filter((one) => !isCovered(one))
  const compared = engagements.filter(({ id, expected: one }) => one !== null && agreedOn(agreed, id).length > 0)
  return {
    expected,
    agreed: {
      contracts: agreed.contracts,
      perYear: sumsOf(agreed.prices.map(({ perYear }) => perYear)),
      unpriced: agreed.prices.filter(({ perYear }) => perYear === null).length,
      differs: differencesOf(
        compared.flatMap((one) => one.expected ?? []),
        compared.flatMap(({ id }) => agreedOn(agreed, id)),
      ),
      uncovered: { count: uncovered.length, expected: sumsOf(uncovered.map((one) => one.expected)) },
    },
  }
}

/** What contracts in force say of one engagement. */
export const agreedOn = (agreed: Agreed | null, engagement: string): readonly Money[] =>
  agreed?.prices.flatMap((one) => (one.engagement === engagement && one.perYear ? [one.perYear] : [])) ?? []
