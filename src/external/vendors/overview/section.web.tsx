import { type ReactNode, useState } from 'react'
import { panelStyles as panel } from '../../../foundation/pictures/index.web.tsx'
import css from './glance.module.css'

const shown = 6

interface SectionProps {
  readonly title: string
  /** What is said where there is nothing. */
  readonly empty: string
  readonly children: readonly ReactNode[]
  /** What is said below all of them. */
  readonly rest?: string | null
  /** Where more of it is told. */
  readonly more?: ReactNode
}

/** A list of which the first are shown, and all of it by one press. */
export function Section({ title, empty, children, rest = null, more }: SectionProps) {
  const [isWhole, setIsWhole] = useState(false)
  // One more takes no more room than the button that would hide it.
  const isLong = children.length > shown + 1
  return (
    <section className={css.section}>
      <h3 className={panel.heading}>{title}</h3>
      {children.length === 0 ? (
        <p className={panel.lead}>{empty}</p>
      ) : (
        <ul className={panel.list}>{isLong && !isWhole ? children.slice(0, shown) : children}</ul>
      )}
      {isLong && (
        <button type="button" className={css.all} aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show all ${children.length}`}
        </button>
      )}
      {rest && (isWhole || !isLong) && <p className={panel.lead}>{rest}</p>}
      {more}
    </section>
  )
}
