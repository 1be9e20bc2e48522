import { memo, useEffect, useRef } from 'react'
import type { Range } from '../documents/contract-text.ts'
import { type Mark, type Paragraph, paragraphsOf } from './marks.ts'
import css from './reading.module.css'
import type { Reading } from './wire.ts'

interface TextProps {
  readonly reading: Pick<Reading, 'text' | 'clauses'>
  readonly marks: readonly Mark[]
  /** The item whose passages stand out. */
  readonly active: string | null
  readonly onMark: (key: string) => void
}

/** The contract’s text, a paragraph per line, with the passages marked that items rest on. */
export function ContractTextView({ reading: { text, clauses }, marks, active, onMark }: TextProps) {
  if (text === null) return null
  return (
    <div className={css.text}>
      {paragraphsOf({ text, clauses }, marks).map((paragraph) => (
        <Line
          key={paragraph.start}
          paragraph={paragraph}
          text={text.slice(paragraph.start, paragraph.end)}
          active={paragraph.pieces.some(({ keys }) => active !== null && keys.includes(active)) ? active : null}
          onMark={onMark}
        />
      ))}
    </div>
  )
}

interface LineProps {
  readonly paragraph: Paragraph
  readonly text: string
  readonly active: string | null
  readonly onMark: (key: string) => void
}

const Line = memo(
  function Line({ paragraph, text, active, onMark }: LineProps) {
    const { start, body, depth, isHeading, pieces } = paragraph
    const Tag = isHeading ? 'h3' : 'p'
    return (
      <Tag className={css.line} data-depth={Math.min(depth, 4)} id={placeId(start)}>
        {pieces.map((piece) => {
          const words = text.slice(piece.start - start, piece.end - start)
          const isNumber = piece.start < body
          const [own = ''] = piece.keys.includes(active ?? '') ? [active ?? ''] : piece.keys
          return own === '' ? (
            <span
              key={piece.start}
              data-at={piece.start}
              className={isNumber && piece.end <= body ? css.number : undefined}
            >
              {words}
            </span>
          ) : (
            // Whoever can’t click has the same passages in the list of items.
            <mark
              key={piece.start}
              data-at={piece.start}
              data-active={active !== null && piece.keys.includes(active) ? true : undefined}
              className={css.mark}
              onClick={() => onMark(own)}
            >
              {words}
            </mark>
          )
        })}
      </Tag>
    )
  },
  (before, after) =>
    before.active === after.active &&
    before.text === after.text &&
    before.onMark === after.onMark &&
    JSON.stringify(before.paragraph) === JSON.stringify(after.paragraph),
)

const placeId = (start: number): string => `at-${start}`

/** Scrolls to a passage, and gives it the focus of whoever reads by ear. */
export function showPassage({ start }: Pick<Range, 'start'>): void {
  const pieces = [...document.querySelectorAll<HTMLElement>('[data-at]')]
  const piece = pieces.findLast((one) => Number(one.dataset['at']) <= start)
  if (!piece) return
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  piece.scrollIntoView({ block: 'center', behavior: isStill ? 'auto' : 'smooth' })
  const line = piece.closest<HTMLElement>('[id^="at-"]')
  line?.setAttribute('tabindex', '-1')
  line?.focus({ preventScroll: true })
}

/** Tells the passage that is selected in the text, for as long as it is wanted. */
export function useSelectedPassage(isWanted: boolean, onSelect: (passage: Range) => void): void {
  const latest = useRef(onSelect)
  latest.current = onSelect
  useEffect(() => {
    if (!isWanted) return
    const tell = () => {
      const passage = selectedPassage()
      if (passage) latest.current(passage)
    }
    document.addEventListener('selectionchange', tell)
    return () => document.removeEventListener('selectionchange', tell)
  }, [isWanted])
}

function selectedPassage(): Range | null {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0)
  const start = placeOf(startContainer, startOffset)
  const end = placeOf(endContainer, endOffset)
  return start !== null && end !== null && end > start ? { start, end } : null
}

function placeOf(node: Node, offset: number): number | null {
  const at = node.parentElement?.closest<HTMLElement>('[data-at]')?.dataset['at']
  return node.nodeType === Node.TEXT_NODE && at !== undefined ? Number(at) + offset : null
}
