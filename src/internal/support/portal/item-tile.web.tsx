import { Link } from '@tanstack/react-router'
import { factsOf } from '../catalogue/item-facts.web.tsx'
import { ItemPicture } from '../catalogue/item-icon.web.tsx'
import type { Wanted } from './wanted.ts'
import css from './portal.module.css'

/** An item of the catalogue to be chosen. */
export const ItemTile = ({ item }: { item: Wanted }) => (
  <li>
    <Link to="/help/order/$id" params={{ id: item.id }} className={css.tile}>
      <ItemPicture name={item.icon} />
      <span className={css.tileText}>
        <strong>{item.name}</strong>
        <span>{item.summary}</span>
        <small>{factsOf({ promise: item.promise, cost: item.cost, costPer: item.costPer }).join(' · ')}</small>
      </span>
    </Link>
  </li>
)
