import { moneyText } from '../../../kernel/web/field/words.ts'
import type { Money } from '../../../kernel/record/field.ts'
import { type Form, questionsOf } from './form.ts'
import { ItemPicture } from './item-icon.web.tsx'
import { promiseText } from './promise.ts'
import css from './item-facts.module.css'

type Values = Readonly<Record<string, unknown>>

/** The head of an item for whoever orders it: what it is, when it comes, what it costs, who has to approve. */
export const ItemFacts = ({ item }: { item: Values }) => (
  <header className={css.head}>
    <ItemPicture name={item['icon']} size={22} />
    <div>
      <h1>{textOf(item['name']) || 'A new item'}</h1>
      <p>{textOf(item['summary'])}</p>
      <ul className={css.facts}>
        {factsOf(item).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </div>
  </header>
)

/** What one wants to know before ordering, each in a few words: when it comes and what it costs always. */
function factsOf(item: Values): readonly string[] {
  const approval = approvals[textOf(item['approval'])]
  const cost = item['kind'] === 'problem' ? '' : (costText(item) ?? 'No cost named')
  return [promiseText(item), cost, approval ?? ''].filter((fact) => fact !== '')
}

/** “€ 12.50 a month”; null where the item names no cost. */
export function costText({ cost, costPer, form }: Values): string | null {
  const isMoney = typeof cost === 'object' && cost !== null && 'amount' in cost && 'currency' in cost
  if (isMoney) return `${moneyText(cost as Money)}${costPer === 'month' ? ' a month' : ''}`
  return isForm(form) && questionsOf(form).some(({ isCost }) => isCost === true) ? 'The cost is asked below' : null
}

const isForm = (form: unknown): form is Form => typeof form === 'object' && form !== null && 'sections' in form

const approvals: Readonly<Record<string, string>> = {
  manager: 'Your manager approves it',
  owner: 'The service’s owner approves it',
  amount: 'It has to be approved',
  template: 'It has to be approved',
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
