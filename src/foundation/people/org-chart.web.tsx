import { Button, SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { keys, read } from '../../kernel/web/api.web.ts'
import { Face } from '../../kernel/web/field/face.web.tsx'
import { countText } from '../../kernel/web/field/words.ts'
import { useMe } from '../../kernel/web/session.web.tsx'
import { Broken, Notice } from '../../kernel/web/shell/problem.web.tsx'
import { PageSkeleton } from '../../kernel/web/shell/skeleton.web.tsx'
import type { TreeRow, TreeSlice } from '../pictures/index.ts'
import {
  type BoxText,
  type Direction,
  drawTree,
  ExportMenu,
  FindRecord,
  pictureStyles as css,
  type TreeColumn,
  type TreeModel,
  TreePicture,
  TreeTable,
  useTree,
} from '../pictures/index.web.tsx'
import { colourOf } from './colours.ts'

type View = Direction | 'table'
const path = '/org-chart'
const key = keys.lists('person')

/** Who reports to whom: the whole company from the top, or what is around one person. */
export default function OrgChartPage() {
  const { from = null, person = null } = useSearch({ strict: false }) as { from?: string; person?: string }
  const around = useQuery({
    queryKey: [...key, 'tree', person, 0],
    queryFn: ({ signal }) => read<TreeSlice>(path, { root: person, depth: 0 }, signal),
    enabled: person !== null && from === null,
  })
  if (around.error) return <Broken error={around.error} reset={() => void around.refetch()} />
  if (around.isLoading) return <PageSkeleton />
  const root = from ?? around.data?.chain.at(-1)?.id ?? person
  return <Chart key={`${root} ${person}`} root={root} person={person} />
}

function Chart({ root, person }: { root: string | null; person: string | null }) {
  const model = useTree({ path, key }, root, person ? [person] : [])
  const isNarrow = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false })
  const [chosen, setView] = useState<View | null>(null)
  const view = chosen ?? (isNarrow ? 'table' : 'across')
  const direction = view === 'down' ? 'down' : 'across'
  if (model.error) return <Broken error={model.error} />
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1 className={css.title}>Org chart</h1>
        <Figures model={model} isWhole={root === null} />
        <div className={css.tools}>
          <Finders />
          <SegmentedControl
            size="xs"
            aria-label="How to show it"
            value={view}
            onChange={(value) => setView(value as View)}
            data={[
              { value: 'across', label: 'Across' },
              { value: 'down', label: 'Down' },
              { value: 'table', label: 'Table' },
            ]}
          />
          <ExportMenu name="org-chart" draw={() => drawTree('Org chart', model, direction, describe)} />
        </div>
      </header>
      {root && <Chain model={model} root={root} />}
      {model.isPending ? (
        <PageSkeleton />
      ) : model.roots.length === 0 ? (
        <Empty />
      ) : (
        <div className={css.body}>
          {view === 'table' ? (
            <TreeTable
              model={model}
              name="Person"
              address={addressOf}
              face={faceOf}
              columns={columns}
              current={person}
            />
          ) : (
            <TreePicture
              label="Org chart"
              model={model}
              direction={direction}
              current={person}
              describe={describe}
              listOf={reportsOf}
            />
          )}
        </div>
      )}
    </div>
  )
}

function Figures({ model, isWhole }: { model: TreeModel; isWhole: boolean }) {
  const people = model.roots.reduce((sum, node) => sum + 1 + (node.item.row?.below ?? 0), 0)
  if (model.isPending) return null
  return (
    <span className={css.figures}>
      {countText(people)} people
      {isWhole && model.apart > 0 && ` · ${countText(model.apart)} more with nobody above or below them`}
    </span>
  )
}

function Finders() {
  const { self } = useMe()
  const navigate = useNavigate()
  const go = (id: string) => void navigate({ to: path, search: { person: id } as never })
  return (
    <>
      <FindRecord
        type="person"
        path="/people"
        placeholder="Find a person"
        filter={{ state: ['active', 'away'] }}
        also="jobTitle"
        onFound={go}
      />
      {self && (
        <Button variant="default" h={30} onClick={() => go(self.id)}>
          Me
        </Button>
      )}
    </>
  )
}

/** Everyone above, as the way back up. */
function Chain({ model, root }: { model: TreeModel; root: string }) {
  const navigate = useNavigate()
  const go = (from: string | null) => void navigate({ to: path, search: (from ? { from } : {}) as never })
  return (
    <ol className={css.chain} aria-label="Those above">
      <li>
        <button type="button" className={css.crumb} onClick={() => go(null)}>
          Everyone
        </button>
      </li>
      {model.chain.map((one) => (
        <li key={one.id}>
          <button type="button" className={css.crumb} onClick={() => go(one.id)}>
            {one.title}
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={css.crumb} aria-current="page">
          {model.rows.get(root)?.title ?? '…'}
        </button>
      </li>
    </ol>
  )
}

function Empty() {
  return (
    <Notice
      title="Nobody reports to anybody yet"
      action={
        <Button component={Link} to="/people" variant="default">
          Open the people
        </Button>
      }
    >
      The chart draws itself from each person’s manager. Import people with a column for their manager, or name one on a
      person’s page.
    </Notice>
  )
}

const titleIn = (row: TreeRow, field: string): string | null =>
  (row[field] as { title: string | null } | null)?.title ?? null
const textIn = (row: TreeRow, field: string): string => (typeof row[field] === 'string' ? row[field] : '')
const addressOf = (row: TreeRow): string => `/people/${row.id}`
const faceOf = (row: TreeRow) => <Face name={row.title} size={24} isBare />
const reportsOf = (manager: string): string => `/people?filter=${encodeURIComponent(JSON.stringify({ manager }))}`

/** Contractors and those who are away say so in words, since a colour would not. */
function describe(row: TreeRow): BoxText {
  const unit = titleIn(row, 'businessUnit')
  const notes = [row.kind === 'contractor' && 'contractor', row.state === 'away' && 'away'].filter(Boolean).join(', ')
  const about = [unit, notes].filter(Boolean).join(' · ')
  return {
    lines: [row.title, textIn(row, 'jobTitle'), about].filter(Boolean),
    address: addressOf(row),
    colour: unit && colourOf(unit),
    face: <Face name={row.title} size={32} isBare />,
  }
}

const columns: readonly TreeColumn[] = [
  { title: 'Title', cell: (row) => textIn(row, 'jobTitle') },
  { title: 'Business unit', cell: (row) => titleIn(row, 'businessUnit'), isAside: true },
  { title: 'Location', cell: (row) => titleIn(row, 'location'), isAside: true },
  { title: 'Reports', cell: (row) => row.children > 0 && countText(row.children), isNumber: true, isAside: true },
  { title: 'In all', cell: (row) => row.below > 0 && countText(row.below), isNumber: true },
]
