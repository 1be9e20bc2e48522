import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import { mayI, useMe } from '../../kernel/web/session.web.tsx'
import { Costs } from './costs.web.tsx'
import css from './renewals.module.css'

/** What a contract costs, on its page. */
export default function ContractCosts({ row }: PartProps) {
  const mayRead = mayI(useMe(), 'contract.see_money')
  return mayRead ? <Costs id={row.id} /> : <p className={css.dim}>You may not see what contracts cost.</p>
}
