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

/** How what was agreed differs from what is expected, in the same currencies: by so much more or less; empty where it doesn't. */
export function differencesOf(
  expected: readonly Money[],
  agreed: readonly Money[],
): readonly { readonly by: Money; readonly isMore: boolean }[] {
  const minus = expected.map(({ amount, currency }) => ({ amount: new Decimal(amount).neg().toFixed(), currency }))
  return sumsOf([...agreed, ...minus]).flatMap(({ amount, currency }) => {
    const by = new Decimal(amount)
    return by.isZero()
      ? []
      : [{ by: { amount: by.abs().toFixed(minorUnits(currency)), currency }, isMore: by.isPositive() }]
  })
}
