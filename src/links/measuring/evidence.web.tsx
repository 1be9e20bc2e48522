import { useRegistry } from '../../kernel/web/application.web.ts'
import { RecordAnchor } from '../../kernel/web/field/reference.web.tsx'
import type { Evidence } from '../wire.ts'
import css from './measuring.module.css'

/** The rows behind a figure, each opening, and how many of them the reader may not see. */
export function EvidenceRows({ evidence }: { readonly evidence: readonly Evidence[] }) {
  const registry = useRegistry()
  return evidence.map(({ says, type, count, rows }) => {
    const record = registry.record(type)
    return (
      <section key={`${says} ${type}`} className={css.behind}>
        <h3>
          {says}: {count} {(count === 1 ? record.label[0] : record.label[1]).toLowerCase()}
        </h3>
        <ul>
          {rows.map(({ id, number, title, note }) => (
            <li key={id}>
              <RecordAnchor record={record} id={number ?? id}>
                {number === null ? title : `${number} ${title}`}
              </RecordAnchor>
              {note && <span className={css.note}> {note}</span>}
            </li>
          ))}
          {rows.length < count && <li className={css.note}>{sayRest(count - rows.length, rows.length > 0)}</li>}
        </ul>
      </section>
    )
  })
}

const sayRest = (rest: number, isMore: boolean): string =>
  isMore ? `and ${rest} more that are not shown here, or not to you` : 'They are not shown to you.'
