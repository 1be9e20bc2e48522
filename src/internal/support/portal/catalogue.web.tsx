import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useOffered } from './data.web.ts'
import { ItemTile } from './item-tile.web.tsx'
import css from './portal.module.css'
import { Back } from './back.web.tsx'

/** Everything that the caller can ask for, by category. */
export default function CataloguePage() {
  const { data, isPending } = useOffered()
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const items = (data?.items ?? []).filter(({ name, summary, category }) =>
    `${name} ${summary} ${category}`.toLowerCase().includes(wanted),
  )
  const shelves = [...Map.groupBy(items, ({ category }) => category)].toSorted(([a], [b]) => a.localeCompare(b))
  return (
    <div className={css.page} aria-busy={isPending}>
      <Back to="/help">Get help</Back>
      <header className={css.head}>
        <h1>Everything IT offers</h1>
        <TextInput
          aria-label="Narrow it down"
          placeholder="Narrow it down"
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </header>
      {!isPending && items.length === 0 && (
        <p className={css.nothing}>
          {wanted
            ? `Nothing of the catalogue is called “${text}”.`
            : 'Nothing is offered yet. The service desk helps all the same.'}
        </p>
      )}
      {shelves.map(([category, some]) => (
        <section key={category} className={css.section}>
          <h2>{category}</h2>
          <ul className={css.tiles}>
            {some
              .toSorted((a, b) => a.name.localeCompare(b.name))
              .map((item) => (
                <ItemTile key={item.id} item={item} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
