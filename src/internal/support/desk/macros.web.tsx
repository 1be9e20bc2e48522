import { Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { Dialog } from '../../../kernel/web/record/dialog.web.tsx'
import type { Row } from '../../../kernel/web/record/row.ts'
import { Said } from '../../../kernel/web/record/said.web.tsx'
import { useMe } from '../../../kernel/web/session.web.tsx'
import { useTicketRecord } from './data.web.ts'
import askCss from './ask.module.css'
import css from './desk.module.css'
import { deedOf, knownOf, macrosFor } from './macro.ts'
import { fillPlaceholders } from './placeholders.ts'

interface MacroProps {
  readonly row: Row
  readonly macros: readonly Row[]
  /** In how many tickets; `row` is the first of them. */
  readonly count?: number
  readonly onClose: () => void
  readonly onChoose: (macro: Row) => void
}

/** The macros, found by typing, with what each would say and do in this ticket. */
export default function MacroDialog({ row, macros, count = 1, onClose, onChoose }: MacroProps) {
  const me = useMe()
  const record = useTicketRecord()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const found = macrosFor(text.trim(), macros)
  const active = found[Math.min(at, found.length - 1)]
  const filled = active && fillPlaceholders(String(active.text ?? ''), knownOf(row, me.self?.title ?? me.account.name))
  const deed = active && deedOf(active, { ticket: record, agent: me.self })
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt(Math.min(Math.max(at + step, 0), Math.max(found.length - 1, 0)))
    else if (event.key === 'Enter' && active) onChoose(active)
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={count === 1 ? 'Macros' : `A macro on ${count} tickets`} size="lg" onClose={onClose}>
      {macros.length === 0 ? (
        <div className={css.none}>
          <p>There is no macro yet. A macro is a reply that you write once and use again, with what is done with it.</p>
          <Button renderRoot={(props) => <Link to="/$path/new" params={{ path: 'macros' }} {...props} />}>
            Write the first macro
          </Button>
        </div>
      ) : (
        <>
          <TextInput
            aria-label="Find a macro"
            placeholder="Find a macro"
            data-autofocus
            value={text}
            role="combobox"
            aria-expanded
            aria-controls="desk-macros"
            aria-activedescendant={active && `macro-${active.id}`}
            onChange={({ currentTarget }) => {
              setText(currentTarget.value)
              setAt(0)
            }}
            onKeyDown={press}
          />
          <div className={askCss.macros}>
            <div id="desk-macros" role="listbox" aria-label="Macros" className={askCss.macroList}>
              {found.map((macro) => (
                <div
                  key={macro.id}
                  id={`macro-${macro.id}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={macro === active}
                  className={askCss.macro}
                  onMouseMove={() => setAt(found.indexOf(macro))}
                  onClick={() => onChoose(macro)}
                >
                  {macro.title}
                  {typeof macro.word === 'string' && <span className={css.dim}>/{macro.word}</span>}
                </div>
              ))}
            </div>
            <div className={askCss.macroPreview} aria-live="polite">
              {filled && count > 1 && <p className={css.dim}>As it reads in {row.number}:</p>}
              {filled && <Said text={filled.text} />}
              {filled && filled.missing.length > 0 && (
                <p className={css.promise} data-tone="warning">
                  {filled.missing.join(', ')} has no value in this ticket.
                </p>
              )}
              {deed && deed.says.length > 0 && <p className={css.dim}>Then: {deed.says.join(', ')}.</p>}
              {active?.isInternal === true && <p className={css.dim}>As an internal note.</p>}
            </div>
          </div>
          {found.length === 0 && <p className={css.dim}>No macro is called “{text}”.</p>}
        </>
      )}
    </Dialog>
  )
}
