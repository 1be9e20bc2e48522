import { SegmentedControl, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { rowsAddress } from './address.ts'
import { definitions, type Dimension, dimensions, dimensionWords, type FigureKey } from './definitions.ts'
import css from './figures.module.css'
import { drawn } from './spark.web.tsx'
import type { Figures, Group } from './wire.ts'
import { changeWords, valueWords } from './words.ts'

const columns: readonly FigureKey[] = [
  'opened',
  'resolved',
  'attainment',
  'response',
  'resolution',
  'firstContact',
  'satisfied',
  'rated',
  'reopened',
  'backlog',
]

interface GroupsProps {
  readonly figures: Figures
  readonly sort: string
  readonly onSort: (sort: string) => void
  readonly onBy: (by: Dimension) => void
  readonly onOnly: (group: Group) => void
}

/** All figures by team, service, unit, category, priority or kind. A heading sorts; each number opens to its tickets. */
export function Groups({ figures: { by, groups, figures }, sort, onSort, onBy, onOnly }: GroupsProps) {
  const rows = sorted(groups, sort)
  return (
    <section className={css.section}>
      <div className={css.sectionHead}>
        <h2>Told apart by {dimensionWords[by].one.toLowerCase()}</h2>
        <SegmentedControl
          className={css.noPrint}
          size="xs"
          value={by}
          onChange={(value) => onBy(value as Dimension)}
          data={dimensions.map((one) => ({ value: one, label: dimensionWords[one].one }))}
          aria-label="Told apart by"
        />
      </div>
      {rows.length === 0 ? (
        <p className={css.nothing}>No ticket was opened, answered or resolved in this period.</p>
      ) : (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{dimensionWords[by].one}</th>
                {columns.map((key) => (
                  <th
                    key={key}
                    scope="col"
                    aria-sort={sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : 'none'}
                  >
                    <UnstyledButton className={css.sorter} onClick={() => onSort(sort === `-${key}` ? key : `-${key}`)}>
                      {definitions[key].label}
                      {sort === key ? ' ↑' : sort === `-${key}` ? ' ↓' : ''}
                    </UnstyledButton>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((group) => (
                <tr key={group.value ?? 'none'}>
                  <th scope="row">
                    <UnstyledButton className={css.only} onClick={() => onOnly(group)} title={`Only ${group.title}`}>
                      {group.title}
                    </UnstyledButton>
                  </th>
                  {columns.map((key) => (
                    <FigureCell key={key} name={key} figure={group.figures[key]} />
                  ))}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">All</th>
                {columns.map((key) => {
                  const whole = figures.find((one) => one.key === key)
                  return whole && <FigureCell key={key} name={key} figure={whole} />
                })}
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </section>
  )
}

function FigureCell({ name, figure }: { name: FigureKey; figure: Group['figures'][FigureKey] }) {
  const text = valueWords(name, figure.now)
  const change = changeWords(name, figure)
  const tone = change?.direction === 'worse' || change?.direction === 'better' ? change.direction : undefined
  const mark = tone ? (change?.isUp ? ' ↑' : ' ↓') : ''
  return (
    <td data-direction={tone} title={change?.text}>
      {figure.now.of === 0 ? text : <Link to={rowsAddress(figure.rows) as '/'}>{text}</Link>}
      <span className={css.mark} aria-hidden="true">
        {mark}
      </span>
    </td>
  )
}

/** What has no value stands last, whichever way it is sorted. */
function sorted(groups: readonly Group[], sort: string): readonly Group[] {
  const isDown = sort.startsWith('-')
  const key = columns.find((one) => one === sort.replace('-', ''))
  if (!key) return groups
  const value = (group: Group) => drawn(key, group.figures[key].now)
  return groups.toSorted((a, b) => {
    const [one, other] = [value(a), value(b)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return isDown ? other - one : one - other
  })
}
