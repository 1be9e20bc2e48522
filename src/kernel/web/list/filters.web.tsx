import { Button, Menu, Popover, TextInput } from '@mantine/core'
import IconFilter from '@tabler/icons-react/dist/esm/icons/IconFilter.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { lazy, Suspense, useState } from 'react'
import { labelFor } from '../field/fields.ts'
import { Nested } from '../field/nested.web.tsx'
import { ConditionText } from './condition.web.tsx'
import css from './list.module.css'
import { useList } from './list-model.web.ts'
import { filterable } from './operators.ts'
import { inSentence } from '../../record/in-sentence.ts'

const FilterEditor = lazy(() => import('./filter-editor.web.tsx'))

/** The filters of the list as chips that can be changed and removed, and a way to add one. */
export function Filters({ fresh, setFresh }: { fresh: string | null; setFresh: (name: string | null) => void }) {
  const { shown, change, view, search } = useList()
  const names = Object.keys(shown.filter)
  const set = (filter: Readonly<Record<string, unknown>>) =>
    change({ filter: Object.keys(filter).length > 0 || view ? filter : undefined })
  const without = (name: string) => Object.fromEntries(Object.entries(shown.filter).filter(([one]) => one !== name))
  const apply = (name: string, condition: unknown) => {
    setFresh(null)
    set({ ...shown.filter, [name]: condition })
  }
  if (names.length === 0 && !fresh && !shown.archived) return null
  return (
    <div className={css.filters}>
      {names.map((name) => (
        <Chip
          key={name}
          name={name}
          condition={shown.filter[name]}
          apply={(condition) => apply(name, condition)}
          remove={() => set(without(name))}
        />
      ))}
      {fresh && !names.includes(fresh) && (
        <Chip
          key={fresh}
          name={fresh}
          condition={undefined}
          apply={(condition) => apply(fresh, condition)}
          remove={() => setFresh(null)}
        />
      )}
      {shown.archived && (
        <span className={css.chip}>
          <span className={css.chipText}>{shown.archived === 'only' ? 'Archived only' : 'With archived'}</span>
          <RemoveButton label="archived" remove={() => change({ archived: undefined })} />
        </span>
      )}
      {search.filter !== undefined && names.length > 1 && (
        <Button variant="subtle" color="gray" onClick={() => change({ filter: undefined })}>
          {view ? 'Reset' : 'Clear'}
        </Button>
      )}
    </div>
  )
}

interface ChipProps {
  readonly name: string
  readonly condition: unknown
  readonly apply: (condition: unknown) => void
  readonly remove: () => void
}

function Chip({ name, condition, apply, remove }: ChipProps) {
  const { record } = useList()
  const isNew = condition === undefined
  const [isOpen, setIsOpen] = useState(isNew)
  const close = () => {
    setIsOpen(false)
    if (isNew) remove()
  }
  return (
    <Popover
      opened={isOpen}
      onChange={(next) => (next ? setIsOpen(true) : close())}
      position="bottom-start"
      width={280}
      trapFocus
    >
      <span className={css.chip}>
        <Popover.Target>
          <button type="button" className={css.chipText} onClick={() => (isOpen ? close() : setIsOpen(true))}>
            <ConditionText record={record} name={name} condition={condition} />
          </button>
        </Popover.Target>
        <RemoveButton label={inSentence(labelFor(record, name))} remove={remove} />
      </span>
      <Popover.Dropdown p={12}>
        <Suspense>
          {isOpen && (
            <Nested>
              <FilterEditor
                name={name}
                condition={condition}
                apply={(next) => {
                  setIsOpen(false)
                  apply(next)
                }}
              />
            </Nested>
          )}
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

const RemoveButton = ({ label, remove }: { label: string; remove: () => void }) => (
  <button type="button" className={css.chipRemove} aria-label={`Remove the filter on ${label}`} onClick={remove}>
    <IconX size={12} aria-hidden />
  </button>
)

/** Asks which field, and hands it on: its chip then asks the rest. */
export function AddFilter({ add }: { add: (name: string) => void }) {
  const { record, shown } = useList()
  const [text, setText] = useState('')
  const names = filterable(record).filter((name) => !(name in shown.filter))
  const found = names.filter((name) => labelFor(record, name).toLowerCase().includes(text.toLowerCase()))
  return (
    <Menu position="bottom-end" width={220} onClose={() => setText('')} returnFocus={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconFilter size={14} aria-hidden />}>
          Filter
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {names.length > 8 && (
          <TextInput
            size="xs"
            mb={4}
            placeholder="Field"
            aria-label="Find a field"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            data-autofocus
          />
        )}
        {found.map((name) => (
          <Menu.Item key={name} onClick={() => add(name)}>
            {labelFor(record, name)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
