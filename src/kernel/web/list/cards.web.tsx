import { Skeleton } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { Link } from '@tanstack/react-router'
import { pathOf, titleOf } from '../../record/registry.ts'
import { useHasFace } from '../application.web.ts'
import { Face } from '../field/face.web.tsx'
import { isEmpty, ShowValue } from '../field/show.web.tsx'
import { State } from '../field/state.web.tsx'
import { countText } from '../field/words.ts'
import type { Row } from '../record/row.ts'
import css from './list.module.css'
import { GroupTitle } from './group-title.web.tsx'
import type { Item, Items } from './items.web.ts'
import { useList } from './list-model.web.ts'

/** The rows as cards, for narrow screens. */
export function Cards({ items }: { items: Items }) {
  const { record } = useList()
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useVirtualizer({
    count: items.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => 68,
    overscan: 8,
  })
  const seen = lines.getVirtualItems()
  const [first, last] = [seen[0]?.index ?? 0, seen.at(-1)?.index ?? 0]
  useEffect(() => items.reach(first, last))
  return (
    <div ref={scroller} className={css.cards}>
      <ul aria-label={record.label[1]} style={{ height: lines.getTotalSize() }}>
        {seen.map(({ index, start, key }) => (
          <li key={key} ref={lines.measureElement} data-index={index} style={{ transform: `translateY(${start}px)` }}>
            <Line item={items.at(index)} items={items} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Line({ item, items }: { item: Item; items: Items }) {
  if (item.kind === 'row') return <Card row={item.row} />
  if (item.kind === 'loading') return <Skeleton h={12} w="60%" m={20} />
  const key = item.key.slice(item.key.indexOf('-') + 1)
  return (
    <button
      type="button"
      className={css.cardGroup}
      aria-expanded={item.kind === 'group' ? item.isOpen : undefined}
      onClick={() => (item.kind === 'group' ? items.toggle(key) : items.more(key, item.after))}
    >
      {item.kind === 'group' ? <GroupTitle group={item.group} /> : 'Show more'}
      <span className={css.dim}>{countText(item.group.count)}</span>
    </button>
  )
}

function Card({ row }: { row: Row }) {
  const { record, shown } = useList()
  const hasFace = useHasFace(record)
  const title = titleOf(record)
  const facts = shown.columns.filter((name) => name !== title && name !== 'state' && !isEmpty(row[name])).slice(0, 3)
  return (
    <Link to="/$path/$id" params={{ path: pathOf(record), id: row.id }} className={css.card}>
      {hasFace && <Face name={row.title ?? ''} size={32} isBare />}
      <span className={css.cardBody}>
        <span className={css.cardTitle}>
          <span className={css.cardName}>{row.title}</span>
          {row.state && record.states && <State record={record} state={row.state} />}
        </span>
        <span className={css.cardFacts}>
          {facts.map((name) => (
            <span key={name}>
              <Plain record={record} name={name} value={row[name]} />
            </span>
          ))}
        </span>
      </span>
    </Link>
  )
}

/** A value without links of its own: the whole card is one. */
function Plain({
  record,
  name,
  value,
}: {
  record: Parameters<typeof ShowValue>[0]['record']
  name: string
  value: unknown
}) {
  if (typeof value === 'object' && value !== null && 'title' in value) return <>{String(value.title ?? '')}</>
  const kind = record.fields[name]?.kind ?? ''
  if (['email', 'url', 'phone'].includes(kind)) return <>{String(value)}</>
  if (kind === 'refs' && Array.isArray(value))
    return (
      <>
        {value.length === 1
          ? String(value[0]?.title ?? '')
          : `${value.length} ${record.fields[name]?.options.label ?? name}`}
      </>
    )
  return <ShowValue record={record} field={name} value={value} isLine hasLinks={false} />
}
