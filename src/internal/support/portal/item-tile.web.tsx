import { Link } from '@tanstack/react-router'
import { costText } from '../catalogue/item-facts.web.tsx'
import { ItemPicture } from '../catalogue/item-icon.web.tsx'
import { promiseText } from '../catalogue/promise.ts'
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
        <small>{factsOf(item)}</small>
      </span>
    </Link>
  </li>
)

const factsOf = ({ promise, promiseHours, cost, costPer }: Wanted): string =>
  [promiseText({ promise, promiseHours }), costText({ cost, costPer })].filter((fact) => fact !== null).join(' · ')
