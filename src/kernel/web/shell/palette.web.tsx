import { Modal } from '@mantine/core'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Face } from '../field/face.web.tsx'
import css from './palette.module.css'
import { type Entry, useEntries } from './palette-data.web.ts'

/** One box over all records, pages and commands. Arrow keys move, Enter goes. */
export default function Palette({ close, openHelp }: { close: () => void; openHelp: () => void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { groups, isLooking } = useEntries(text, openHelp)
  const entries = groups.flatMap((group) => group.entries)
  const active = entries[Math.min(at, entries.length - 1)]
  const list = useScrolledTo(active)
  const run = (entry: Entry | undefined) => {
    if (!entry) return
    close()
    entry.run()
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step)
      setAt((index) => (Math.min(index, entries.length - 1) + step + entries.length) % Math.max(entries.length, 1))
    else if (event.key === 'Enter') run(active)
    else return
    event.preventDefault()
  }
  return (
    <Modal
      opened
      onClose={close}
      withCloseButton={false}
      size={640}
      yOffset="12vh"
      padding={0}
      aria-label="Search"
      classNames={{ content: css.content }}
    >
      <div className={css.box}>
        <IconSearch size={18} aria-hidden />
        <input
          data-autofocus
          className={css.input}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={press}
          placeholder="Search or type a command"
          aria-label="Search or type a command"
          role="combobox"
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={active && idOf(active)}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <div
        id="palette-list"
        ref={list}
        role="listbox"
        aria-label="Results"
        className={css.list}
        data-is-looking={isLooking || undefined}
      >
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <div className={css.title} aria-hidden>
              {group.title}
            </div>
            {group.entries.map((entry) => (
              <Option
                key={entry.key}
                entry={entry}
                isActive={entry === active}
                point={() => setAt(entries.indexOf(entry))}
                run={() => run(entry)}
              />
            ))}
          </div>
        ))}
        {entries.length === 0 && (
          <p className={css.none}>
            {isLooking ? 'Looking…' : `Nothing found for “${text}”. Try fewer letters, or a number such as SVC-0012.`}
          </p>
        )}
      </div>
    </Modal>
  )
}

interface OptionProps {
  readonly entry: Entry
  readonly isActive: boolean
  readonly point: () => void
  readonly run: () => void
}

function Option({ entry, isActive, point, run }: OptionProps) {
  const { icon: Icon, face } = entry
  return (
    <div
      id={idOf(entry)}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={css.option}
      onMouseMove={point}
      onClick={run}
    >
      <span className={css.icon}>
        {face ? <Face name={face} isBare /> : Icon && <Icon size={16} stroke={1.6} aria-hidden />}
      </span>
      <span className={css.text}>{entry.title}</span>
      <span className={css.note}>{entry.note}</span>
    </div>
  )
}

const idOf = (entry: Entry): string => `entry-${entry.key.replace(/[^a-z0-9-]/gi, '-')}`

function useScrolledTo(active: Entry | undefined) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) list.current?.querySelector(`#${CSS.escape(idOf(active))}`)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return list
}
