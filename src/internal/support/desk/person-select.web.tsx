import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useState } from 'react'
import type { Ref } from '../../../kernel/record/field.ts'
import { read } from '../../../kernel/web/api.web.ts'
import { Face } from '../../../kernel/web/field/face.web.tsx'
import { refOf } from '../../../kernel/web/field/wire.ts'
import type { Row } from '../../../kernel/web/record/row.ts'
import askCss from './ask.module.css'
import css from './desk.module.css'

interface PersonProps {
  readonly label: string
  readonly onChoose: (person: Ref | null) => void
  readonly hasFocus?: boolean
  readonly error?: string | undefined
}

/** Finds a person by name, e-mail or phone number: the first one found is a key away, whichever way they were typed. */
export function PersonSelect({ label, onChoose, hasFocus = false, error }: PersonProps) {
  const id = useId()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Ref | null>(null)
  const [at, setAt] = useState(0)
  const [asked] = useDebouncedValue(text.trim(), 120)
  const isOpen = chosen === null && text.trim().length > 1
  const { data, isFetching } = useQuery({
    queryKey: ['desk-people', asked],
    queryFn: ({ signal }) => read<{ rows: readonly Row[] }>('/desk/people', { q: asked }, signal),
    enabled: isOpen && asked.length > 1,
    staleTime: 30_000,
  })
  const rows = isOpen && asked === text.trim() ? (data?.rows ?? []) : []
  const active = rows[Math.min(at, rows.length - 1)]
  const choose = (row: Row) => {
    const person = { id: row.id, title: row.title }
    setChosen(person)
    setText(row.title ?? '')
    onChoose(person)
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && rows.length > 0) setAt((at + step + rows.length) % rows.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && active) {
      choose(active)
      // Tab goes on to the next field, with whoever was first.
      if (event.key === 'Tab') return
    } else if (event.key === 'Escape' && text !== '') {
      setText('')
      setChosen(null)
      onChoose(null)
    } else return
    event.preventDefault()
  }
  return (
    <div className={askCss.people}>
      <TextInput
        label={label}
        placeholder="Name, e-mail or phone number"
        error={error}
        value={text}
        autoComplete="off"
        spellCheck={false}
        role="combobox"
        aria-expanded={rows.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={active && `${id}-${active.id}`}
        leftSection={chosen?.title ? <Face name={chosen.title} isBare /> : undefined}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          setAt(0)
          if (chosen) onChoose(null)
          setChosen(null)
        }}
        onKeyDown={press}
        autoFocus={hasFocus}
      />
      <div id={`${id}-list`} role="listbox" aria-label="People found" className={askCss.peopleList} hidden={!isOpen}>
        {rows.map((row) => (
          <div
            key={row.id}
            id={`${id}-${row.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={row === active}
            className={askCss.personOption}
            onMouseMove={() => setAt(rows.indexOf(row))}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(row)}
          >
            <Face name={row.title ?? ''} />
            <span className={css.dim}>{wordsOf(row)}</span>
          </div>
        ))}
        {isOpen && rows.length === 0 && !isFetching && asked === text.trim() && (
          <p className={css.dim}>Nobody is known as “{asked}”. Try fewer letters, or the end of the number.</p>
        )}
      </div>
    </div>
  )
}

const wordsOf = (row: Row): string =>
  [row.phone, row.jobTitle, refOf(row.businessUnit)?.title].filter(Boolean).slice(0, 2).join(', ')
