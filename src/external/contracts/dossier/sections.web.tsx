import { useRegistry } from '../../../kernel/web/application.web.ts'
import { RecordAnchor } from '../../../kernel/web/field/reference.web.tsx'
import type { FactRow, Figure, Section } from './facts.ts'
import css from './page.module.css'

/** What stands in a dossier, section by section: each figure opens to the rows behind it. */
export function Sections({ sections }: { readonly sections: readonly Section[] }) {
  return sections.map((section) => (
    <section key={section.key} className={css.section}>
      <h2>{section.title}</h2>
      {section.says.map((says) => (
        <p key={says}>{says}</p>
      ))}
      {section.figures.length > 0 && (
        <ul className={css.figures}>
          {section.figures.map((figure, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two figures may say the same, and none of them ever moves.
            <OneFigure key={place} figure={figure} />
          ))}
        </ul>
      )}
      {section.unknown.map((says) => (
        <p key={says} className={css.unknown}>
          {says}
        </p>
      ))}
    </section>
  ))
}

function OneFigure({ figure: { label, value, tone, rows } }: { readonly figure: Figure }) {
  const line = (
    <>
      <span className={css.label}>{label}</span>
      <strong className={css.value} data-tone={tone}>
        {value}
      </strong>
    </>
  )
  if (rows.length === 0) return <li className={css.line}>{line}</li>
  return (
    <li>
      <details className={css.details}>
        <summary className={css.line}>{line}</summary>
        <ul className={css.rows}>
          {rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two rows may say the same, and none of them ever moves.
            <OneRow key={place} row={row} />
          ))}
        </ul>
      </details>
    </li>
  )
}

function OneRow({ row: { says, about, of } }: { readonly row: FactRow }) {
  const registry = useRegistry()
  return (
    <li>
      {of ? (
        <RecordAnchor record={registry.record(of.type)} id={of.id}>
          {says}
        </RecordAnchor>
      ) : (
        says
      )}
      {about && <em>{about}</em>}
    </li>
  )
}
