import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { pathOf } from '../../kernel/record/registry.ts'
import { keys, read } from '../../kernel/web/api.web.ts'
import { countText } from '../../kernel/web/field/words.ts'
import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import { rollUp, type TreeSlice } from '../pictures/index.ts'
import { panelStyles as css } from '../pictures/index.web.tsx'

/** The field of a person that points at each type of place in the company. */
const fields: Readonly<Record<string, string>> = { location: 'location', business_unit: 'businessUnit' }
const shown = 12
const here = { state: ['active', 'away'] }

interface Groups {
  readonly groups: readonly { readonly value: string | null; readonly count: number }[]
}

/** How many people belong to a place or a unit, what lies below it included. */
export default function Headcount({ record, row }: PartProps) {
  const path = pathOf(record)
  const field = fields[record.name] ?? record.name
  const { data: tree } = useQuery({
    queryKey: [...keys.lists(record.name), 'tree', row.id, 4],
    queryFn: ({ signal }) => read<TreeSlice>(`/trees/${path}`, { root: row.id, depth: 4 }, signal),
    retry: false,
  })
  const { data: counted } = useQuery({
    queryKey: [...keys.lists('person'), 'by', field],
    queryFn: ({ signal }) => read<Groups>('/people/groups', { by: field, filter: JSON.stringify(here) }, signal),
    staleTime: 30_000,
  })
  if (!tree || !counted) return null
  const own = new Map(counted.groups.map(({ value, count }) => [value ?? '', count]))
  const totals = rollUp(tree.nodes, own)
  const total = totals.get(row.id) ?? 0
  const parts = tree.nodes
    .filter((node) => node.parent === row.id)
    .map((node) => ({ node, count: totals.get(node.id) ?? 0 }))
    .toSorted((a, b) => b.count - a.count)
  const largest = Math.max(1, ...parts.map((part) => part.count))
  const direct = own.get(row.id) ?? 0
  return (
    <>
      <p className={css.lead}>
        <strong>{countText(total)}</strong> {total === 1 ? 'person' : 'people'}
        {parts.length > 0 && direct > 0 && `, ${countText(direct)} of them directly`}
      </p>
      {parts.length > 0 && (
        <ul className={css.list}>
          {parts.slice(0, shown).map(({ node, count }) => (
            <li key={node.id} className={css.measured}>
              <Link to="/$path/$id" params={{ path, id: node.id }}>
                {node.title}
              </Link>
              <span className={css.track} aria-hidden>
                <span
                  className={css.fill}
                  style={{
                    display: 'block',
                    width: `${(count / largest) * 100}%`,
                    visibility: count === 0 ? 'hidden' : 'visible',
                  }}
                />
              </span>
              <span className={css.number}>{countText(count)}</span>
            </li>
          ))}
        </ul>
      )}
      {direct > 0 && (
        <Link
          to={`/people?filter=${encodeURIComponent(JSON.stringify({ ...here, [field]: row.id }))}`}
          className={css.more}
        >
          The {countText(direct)} directly here
        </Link>
      )}
    </>
  )
}
