import type { Money } from '../../../kernel/record/field.ts'
import { moneyText } from '../../../kernel/web/field/words.ts'

/** An amount as it is read at a glance: without cents where there are none. */
export const amountText = ({ amount, currency }: Money): string =>
  moneyText({ amount: amount.replace(/\.0+$/, ''), currency })

/** Amounts in several currencies, which are never added up: '€508,000 and $12,000'. */
export const amountsText = (amounts: readonly Money[]): string =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(amounts.map(amountText))
