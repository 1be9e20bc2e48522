import type { Money } from '../../../kernel/record/field.ts'
import { roundMoneyText } from '../../../kernel/web/field/words.ts'

/** Amounts in several currencies, which are never added up: '€508,000 and $12,000'. */
export const amountsText = (amounts: readonly Money[]): string =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(amounts.map((amount) => roundMoneyText(amount)))
