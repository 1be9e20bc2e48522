import { moneyText } from '../../../kernel/web/field/words.ts'
import type { Money } from '../../../kernel/record/field.ts'
import { ItemPicture } from './item-icon.web.tsx'
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

/** What one wants to know before ordering, each in a few words. */
export function factsOf(item: Values): readonly string[] {
  const cost = item['cost']
  const isMoney = typeof cost === 'object' && cost !== null && 'amount' in cost && 'currency' in cost
  const per = item['costPer'] === 'month' ? ' a month' : ''
  const approval = approvals[textOf(item['approval'])]
  return [textOf(item['promise']), isMoney ? `${moneyText(cost as Money)}${per}` : '', approval ?? ''].filter(
    (fact) => fact !== '',
  )
}

const approvals: Readonly<Record<string, string>> = {
  manager: 'Your manager approves it',
  owner: 'The service’s owner approves it',
  amount: 'It has to be approved',
  template: 'It has to be approved',
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
