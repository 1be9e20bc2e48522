import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import { useRegistry } from '../../../kernel/web/application.web.ts'
import type { Finding } from './answer.ts'
import { useCounted } from './counted.web.ts'
import { useAnswer } from './data.web.ts'
import css from './help.module.css'
import { findingPath } from './paths.ts'
import { ReportButton } from './report.web.tsx'
import { Pieces } from './pieces.web.tsx'

interface HelpSearchProps {
  readonly q: string
  readonly onChange: (q: string) => void
  readonly hasFocus?: boolean
  /** What stands below while nothing is looked for. */
  readonly children?: ReactNode
}
const shown = 10

/** One question in one's own words; what helps stands below while it is typed. Arrow keys walk through it. */
export function HelpSearch({ q, onChange, hasFocus = false, children }: HelpSearchProps) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const [asked] = useDebouncedValue(q, 120)
  const { data, isFetching, error } = useAnswer(asked, shown)
  const counted = useCounted(asked)
  const isAsking = q.trim() !== ''
  const results = data?.results ?? []
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Enter') counted.settle()
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    const stops = [...(box.current?.querySelectorAll<HTMLElement>('input, ol a') ?? [])]
    const next = stops[stops.indexOf(document.activeElement as HTMLElement) + step]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  return (
    <div ref={box} onKeyDown={move} role="search">
      <TextInput
        type="search"
        size="lg"
        aria-label="What do you need help with?"
        placeholder="What do you need help with?"
        leftSection={<IconSearch size={20} aria-hidden />}
        value={q}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={counted.settle}
        aria-controls={id}
        autoComplete="off"
        enterKeyHint="search"
        maxLength={400}
        {...(hasFocus && { 'data-autofocus': true, autoFocus: true })}
      />
      <div id={id} className={css.answer} aria-busy={isAsking && isFetching && !data ? true : undefined}>
        <p className={css.count} role="status">
          {isAsking && data && data.results.length > 0 && countText(results.length)}
          {isAsking && error && 'That couldn’t be looked up just now. Type on, or try again in a moment.'}
        </p>
        {!isAsking && children}
        {isAsking && results.length > 0 && (
          <ol className={css.results}>
            {results.map((one) => (
              <Result key={one.id} of={one} onOpen={() => counted.open(one.id)} />
            ))}
          </ol>
        )}
        {isAsking && data && results.length === 0 && asked === q && <Nothing q={q} />}
      </div>
    </div>
  )
}

const countText = (count: number): string =>
  count === 1 ? 'One thing may help' : count < shown ? `${count} things may help` : 'What may help, the best first'

function Result({ of: one, onOpen }: { of: Finding; onOpen: () => void }) {
  const record = useRegistry().record(one.type)
  return (
    <li>
      <Link to={findingPath(record, one)} className={css.result} onClick={onOpen}>
        <span className={css.kind}>
          {one.type === 'catalogue_item' ? 'Ask for it' : 'Read'}
          {one.about && ` · ${one.about}`}
        </span>
        <strong className={css.resultTitle}>
          <Pieces of={one.title} />
        </strong>
        <span className={css.snippet}>
          <Pieces of={one.snippet} />
        </span>
      </Link>
    </li>
  )
}

const Nothing = ({ q }: { q: string }) => (
  <div className={css.nothing}>
    <h2>Nothing found for “{q.trim()}”</h2>
    <p>Try fewer or other words. Those who write the articles see what nobody finds, so asking was not in vain.</p>
    <ReportButton what={q.trim()} />
  </div>
)
