import type { Row } from '../../../kernel/web/record/row.ts'
import css from './desk.module.css'
import { dueSentence } from './due.ts'
import { useNow } from './now.web.ts'

interface PromiseProps {
  readonly row: Row
  readonly isWhyOpen: boolean
  readonly onWhy: () => void
}

/** When the next promise of a ticket runs out, in words, and why then. */
export function PromiseLine({ row, isWhyOpen, onWhy }: PromiseProps) {
  const due = dueSentence(
    { dueAt: row.dueAt as string | null, dueFor: row.dueFor as string | null, state: row.state },
    useNow(),
  )
  return (
    <p className={css.promise} data-tone={due?.tone}>
      {due?.says ?? (row.state === 'pending' ? 'No promise runs while it is on hold' : 'Nothing is due')}.
      <button type="button" className={css.fold} aria-expanded={isWhyOpen} onClick={onWhy}>
        Why?
      </button>
    </p>
  )
}
