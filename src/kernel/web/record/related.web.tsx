import { Button } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { AnyRecord } from '../../record/define.ts'
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

const shown = 6
export interface RelatedGroup extends Pointing {
  readonly rows: readonly Row[]
  readonly count: { readonly count: number; readonly isAtLeast: boolean }
}

/** What points at a record, type by type and field by field, the first few of each; only what the caller may read. */
export function useRelated(
  record: AnyRecord,
  row: Row,
): { groups: readonly RelatedGroup[]; isLoading: boolean; total: number } {
  const me = useMe()
  const pointing = pointingAt(useRegistry(), record).filter(({ from }) => me.can[from.name]?.read !== false)
  const answers = useQueries({
    queries: pointing.map((way) => ({
      queryKey: [...keys.lists(way.from.name), 'pointing', way.field, row.id],
      queryFn: ({ signal }: { signal: AbortSignal }) => readGroup(way, row.id, signal),
    })),
  })
  const groups = pointing.flatMap((way, index) => {
    const answer = answers[index]?.data
    return answer && answer.rows.length > 0 ? [{ ...way, ...answer }] : []
  })
  const total = groups.reduce((sum, { count }) => sum + count.count, 0)
  return { groups, isLoading: answers.some((answer) => answer.isPending), total }
}

async function readGroup(
  way: Pointing,
  id: string,
  signal: AbortSignal,
): Promise<Pick<RelatedGroup, 'rows' | 'count'>> {
  const filter = JSON.stringify({ [way.field]: id })
  const { rows, next } = await read<{ rows: readonly Row[]; next: string | null }>(
    `/${way.path}`,
    { filter, limit: shown },
    signal,
  )
  if (next === null) return { rows, count: { count: rows.length, isAtLeast: false } }
  return { rows, count: await read<RelatedGroup['count']>(`/${way.path}/count`, { filter }, signal) }
}

/** The Related tab: a short list per way in which records point here, each leading to the whole list. */
export function Related({ record, row, groups }: { record: AnyRecord; row: Row; groups: readonly RelatedGroup[] }) {
  const me = useMe()
  const addable = pointingAt(useRegistry(), record).filter(({ from }) => me.can[from.name]?.create)
  if (groups.length === 0)
    return (
      <div className={page.nothing}>
        <p>Nothing points at {row.title ?? 'this'} yet.</p>
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
        {rows.map((one) => (
          <Line key={one.id} record={from} row={one} />
        ))}
        {count.count > rows.length && (
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
  const label = `New ${way.from.label[0].toLowerCase()}`
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
