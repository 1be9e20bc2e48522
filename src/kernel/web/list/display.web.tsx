import { ActionIcon, Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core'
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import { columnNames, fieldOf, labelFor } from '../field/fields.ts'
import { dayNow } from '../field/when.ts'
import { type Density, useDensity } from '../preferences.web.ts'
import css from './list.module.css'
import { useLayout, useList } from './list-model.web.ts'
import { dateFields, groupable, isSortable } from './operators.ts'

/** How the list is displayed: its form, groups, order, columns, and the day it is seen at. */
export default function Display() {
  const { record, shown, search, change } = useList()
  const [density, setDensity] = useDensity()
  const options = (names: readonly string[]) => names.map((name) => ({ value: name, label: labelFor(record, name) }))
  const forms = [
    { value: 'table', label: 'Table' },
    ...(record.states ? [{ value: 'board', label: 'Board' }] : []),
    { value: 'calendar', label: 'Calendar' },
  ]
  const isDown = shown.sort.startsWith('-')
  const sorted = shown.sort.replace(/^-/, '')
  const show = (form: string) => change({ as: form === 'board' || form === 'calendar' ? form : undefined })
  return (
    <div className={css.display}>
      <SegmentedControl fullWidth size="xs" aria-label="Form" data={forms} value={shown.as} onChange={show} />
      {shown.as === 'calendar' && (
        <Line label="By date">
          <Select
            size="xs"
            aria-label="By date"
            data={options(dateFields(record))}
            value={shown.on ?? dateFields(record)[0] ?? null}
            allowDeselect={false}
            onChange={(on) => change({ on: on ?? undefined })}
          />
        </Line>
      )}
      {shown.as === 'table' && (
        <Line label="Group by">
          <Select
            size="xs"
            aria-label="Group by"
            placeholder="Nothing"
            data={options(groupable(record))}
            value={shown.group}
            clearable
            onChange={(group) => change({ group: group ?? undefined })}
          />
        </Line>
      )}
      {shown.as !== 'calendar' && (
        <Line label="Sort by">
          <Select
            size="xs"
            aria-label="Sort by"
            data={options(columnNames(record).filter((name) => isSortable(record, name)))}
            value={sorted}
            allowDeselect={false}
            onChange={(name) => name && change({ sort: isDown ? `-${name}` : name })}
          />
          <ActionIcon
            aria-label={isDown ? 'Descending: make it ascending' : 'Ascending: make it descending'}
            onClick={() => change({ sort: isDown ? sorted : `-${sorted}` })}
          >
            {isDown ? <IconArrowDown size={14} /> : <IconArrowUp size={14} />}
          </ActionIcon>
        </Line>
      )}
      {shown.as === 'table' && (
        <Line label="Rows">
          <SegmentedControl
            size="xs"
            fullWidth
            flex={1}
            aria-label="Rows"
            value={density}
            onChange={(value) => setDensity(value as Density)}
            data={[
              { value: 'comfortable', label: 'Comfortable' },
              { value: 'compact', label: 'Compact' },
            ]}
          />
        </Line>
      )}
      <Line label="As it stood on">
        <TextInput
          size="xs"
          type="date"
          aria-label="As it stood on"
          max={dayNow()}
          value={shown.asOf ?? ''}
          onChange={(event) => change({ asOf: event.currentTarget.value || undefined })}
        />
      </Line>
      <Checkbox
        size="xs"
        label="Show what is archived too"
        checked={search.archived === 'with'}
        onChange={(event) => change({ archived: event.currentTarget.checked ? 'with' : undefined })}
      />
      {shown.as === 'table' && <Columns />}
    </div>
  )
}

const Line = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div className={css.displayLine}>
    <span>{label}</span>
    <div className={css.displayControl}>{children}</div>
  </div>
)

/** Which columns, and in which order. */
function Columns() {
  const { record, shown, change } = useList()
  const [, setLayout] = useLayout(record)
  const set = (columns: readonly string[]) => {
    setLayout({ columns })
    change({ columns })
  }
  const others = columnNames(record).filter((name) => !shown.columns.includes(name))
  const move = (name: string, by: number) => {
    const at = shown.columns.indexOf(name)
    set(shown.columns.toSpliced(at, 1).toSpliced(at + by, 0, name))
  }
  return (
    <section className={css.columns} aria-label="Columns">
      <h2>Columns</h2>
      <ul>
        {[...shown.columns, ...others].map((name, at) => {
          const isShown = shown.columns.includes(name)
          const label = fieldOf(record, name) ? labelFor(record, name) : name
          return (
            <li key={name}>
              <Checkbox
                size="xs"
                label={label}
                checked={isShown}
                disabled={isShown && shown.columns.length === 1}
                onChange={() => set(isShown ? shown.columns.filter((one) => one !== name) : [...shown.columns, name])}
              />
              {isShown && (
                <span className={css.columnMoves}>
                  <ActionIcon
                    size={24}
                    disabled={at === 0}
                    aria-label={`Move ${label} to the left`}
                    onClick={() => move(name, -1)}
                  >
                    <IconArrowUp size={12} />
                  </ActionIcon>
                  <ActionIcon
                    size={24}
                    disabled={at === shown.columns.length - 1}
                    aria-label={`Move ${label} to the right`}
                    onClick={() => move(name, 1)}
                  >
                    <IconArrowDown size={12} />
                  </ActionIcon>
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
