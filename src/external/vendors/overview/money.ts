import { Decimal } from 'decimal.js'
import type { Money } from '../../../kernel/record/field.ts'
import { minorUnits } from '../../../kernel/record/money.ts'

/** What amounts come to together, one sum for each currency, the largest first. Nothing is converted. */
export function sumsOf(amounts: readonly (Money | null)[]): readonly Money[] {
  const sums = new Map<string, Decimal>()
  for (const money of amounts)
    if (money) sums.set(money.currency, (sums.get(money.currency) ?? new Decimal(0)).plus(money.amount))
  return [...sums]
    .toSorted(([, one], [, other]) => other.comparedTo(one))
    .map(([currency, sum]) => ({ currency, amount: sum.toFixed(minorUnits(currency)) }))
}
