import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { pathOf } from '../../record/registry.ts'
import { keys, read } from '../api.web.ts'
import { useHasFace, useRegistry } from '../application.web.ts'
import { Face } from '../field/face.web.tsx'
import { RecordAnchor } from '../field/reference.web.tsx'
import { ShowValue } from '../field/show.web.tsx'
import { State } from '../field/state.web.tsx'
import { countText, totalText } from '../field/words.ts'
import { type Me, useMe } from '../session.web.tsx'
import { factsOf } from './facts.ts'
import { type Pointing, pointingAt } from './related.ts'
import page from './page.module.css'
import classes from './record.module.css'
import type { Row } from './row.ts'

const mostShown = 6
export interface RelatedGroup extends Pointing {
  readonly rows: readonly Row[]
  readonly count: { readonly count: number; readonly isAtLeast: boolean }
}
type Answer = {
  readonly groups: readonly (Pick<RelatedGroup, 'field' | 'rows' | 'count'> & { readonly type: string })[]
}

/** What points at a record, type by type and field by field, the first few of each; only what the caller may read. */
export function useRelated(record: AnyRecord, row: Row) {
  const pointing = pointingAt(useRegistry(), record)
  const { data, isPending } = useQuery({
    queryKey: keys.related(row.id),
    meta: { types: pointing.map(({ from }) => from.name) },
    queryFn: ({ signal }) => read<Answer>(`/${pathOf(record)}/${row.id}/related`, {}, signal),
  })
  const groups = pointing.flatMap((way) => {
    const found = data?.groups.find(({ type, field }) => type === way.from.name && field === way.field)
    return found ? [{ ...way, rows: found.rows, count: found.count }] : []
  })
  return { groups, isPending, total: groups.reduce((sum, { count }) => sum + count.count, 0) }
}

/** The Related tab: a short list per way in which records point here, each leading to the whole list. */
export function Related({ record, row, groups }: { record: AnyRecord; row: Row; groups: readonly RelatedGroup[] }) {
  const me = useMe()
  const pointing = pointingAt(useRegistry(), record)
  const addable = pointing.filter(({ from }) => me.can[from.name]?.create)
  const seesAll = pointing.every(({ from }) => me.can[from.name]?.seesAll)
  if (groups.length === 0)
    return (
      <div className={page.nothing}>
        <p>
          {seesAll ? 'Nothing' : 'Nothing that you may see'} points at {row.title ?? 'this'}
          {seesAll && ' yet'}.
        </p>
        {addable[0] && <AddPointing way={addable[0]} row={row} />}
      </div>
    )
  return (
    <div className={classes.panels}>
      {groups.map((group) => (
        <Group key={`${group.path}.${group.field}`} group={group} row={row} me={me} />
      ))}
    </div>
  )
}

function Group({ group, row, me }: { group: RelatedGroup; row: Row; me: Me }) {
  const { from, title, count, rows, field, path } = group
  const filter = { [field]: row.id }
  return (
    <section className={classes.panel} aria-label={title}>
      <h2 className={classes.panelHead}>
        {title}
        <span className={classes.count}>{totalText(count)}</span>
        {me.can[from.name]?.create && <AddPointing way={group} row={row} isBare />}
      </h2>
      <ul className={classes.rows}>
        {rows.slice(0, mostShown).map((one) => (
          <Line key={one.id} record={from} row={one} />
        ))}
        {count.count > mostShown && (
          <li>
            <Link to="/$path" params={{ path }} search={{ filter } as never} className={classes.more}>
              Show all {countText(count.count)}
            </Link>
          </li>
        )}
      </ul>
    </section>
  )
}

function Line({ record, row }: { record: AnyRecord; row: Row }) {
  const hasFace = useHasFace(record)
  const title = row.title ?? row.number ?? record.label[0]
  const fact = factsOf(record, row).find(({ name }) => record.fields[name]?.kind !== 'ref')
  return (
    <li>
      <span className={classes.grow}>
        <RecordAnchor record={record} id={row.number ?? row.id}>
          {hasFace ? <Face name={title} /> : title}
        </RecordAnchor>
      </span>
      {fact && (
        <span className={`${classes.dim} ${classes.lineFact}`}>
          <ShowValue record={record} field={fact.name} value={row[fact.name]} isLine />
        </span>
      )}
      {row.state && <State record={record} state={row.state} />}
    </li>
  )
}

function AddPointing({ way, row, isBare = false }: { way: Pointing; row: Row; isBare?: boolean }) {
  const navigate = useNavigate()
  const value = { id: row.id, title: row.title }
  const set = { [way.field]: way.from.fields[way.field]?.kind === 'refs' ? [value] : value }
  const label = `New ${inSentence(way.from.label[0])}`
  return (
    <Button
      size="compact-xs"
      variant={isBare ? 'subtle' : 'default'}
      color="gray"
      className={isBare ? `${classes.right} ${classes.noPrint}` : undefined}
      leftSection={<IconPlus size={13} />}
      onClick={() => void navigate({ to: '/$path/new', params: { path: way.path }, search: { set } as never })}
    >
      {label}
    </Button>
  )
}
