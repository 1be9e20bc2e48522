import { useRegistry } from '../../kernel/web/application.web.ts'
import { RecordAnchor } from '../../kernel/web/field/reference.web.tsx'
import { dayText } from '../../kernel/web/field/when.ts'
import type { OpenAction } from '../wire.ts'
import { sayAction } from './open-actions.ts'
import css from './report.module.css'

/** What is to be done now, what is late first; each leads to where it stands. */
export const Actions = ({ actions }: { readonly actions: readonly OpenAction[] }) => (
  <section className={css.section} aria-labelledby="open-actions">
    <h2 id="open-actions">Open actions</h2>
    {actions.length === 0 && (
      <p>
        Nothing is open. Issues, improvement plans and tasks of reviews and meetings stand here until they are done.
      </p>
    )}
    <ul className={css.rows}>
      {actions.map((action) => (
        <Action key={action.id} action={action} />
      ))}
    </ul>
  </section>
)

function Action({ action }: { readonly action: OpenAction }) {
  const { type, record, number, title, kind, about, isLate } = action
  const of = useRegistry().record(type)
  return (
    <li>
      <RecordAnchor record={of} id={number ?? record}>
        {title}
      </RecordAnchor>
      <span className={css.note}>
        {' '}
        {kind}
        {about !== null && ` of ${about}`}
      </span>
      <span className={css.who} data-late={isLate || undefined}>
        {isLate && <span aria-hidden>▲ </span>}
        {sayAction(action, dayText)}
      </span>
    </li>
  )
}
