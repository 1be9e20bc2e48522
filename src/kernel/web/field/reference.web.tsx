import { Link } from '@tanstack/react-router'
import type { AnyRecord } from '../../record/define.ts'
import type { Ref } from '../../record/field.ts'
import { pathOf } from '../../record/registry.ts'
import { useHasFace, useRegistry } from '../application.web.ts'
import { Face } from './face.web.tsx'
import css from './field.module.css'

/** What a reader sees of a record that they may not see. */
export const unseen = 'Not visible to you'

interface ReferenceProps {
  readonly to: string
  readonly value: Ref
  readonly tabIndex?: number | undefined
  readonly hasLink?: boolean
}

/** A reference as a link to its record, people with a face; plain words where the reader may not see it. */
export function Reference({ to, value, tabIndex, hasLink = true }: ReferenceProps) {
  const record = useRegistry().record(to)
  const hasFace = useHasFace(to)
  if (value.title === null) return <span className={css.dim}>{unseen}</span>
  const shown = hasFace ? <Face name={value.title} /> : <span className={css.name}>{value.title}</span>
  if (!hasLink) return shown
  return (
    <RecordAnchor record={record} id={value.id} tabIndex={tabIndex}>
      {hasFace ? shown : value.title}
    </RecordAnchor>
  )
}

interface AnchorProps {
  readonly record: AnyRecord
  readonly id: string
  readonly children: React.ReactNode
  readonly className?: string | undefined
  readonly tabIndex?: number | undefined
}

/** A link to a record's page. */
export function RecordAnchor({ record, id, children, className, tabIndex }: AnchorProps) {
  return (
    <Link
      to="/$path/$id"
      params={{ path: pathOf(record), id }}
      className={`${css.link} ${css.name} ${className ?? ''}`}
      tabIndex={tabIndex}
    >
      {children}
    </Link>
  )
}

interface ReferencesProps {
  readonly to: string
  readonly values: readonly Ref[]
  readonly isLine?: boolean
  readonly hasLinks?: boolean
}

/** Several references: as a list of links, or in one line as faces (or the first name) and how many more. */
export function References({ to, values, isLine = false, hasLinks = true }: ReferencesProps) {
  const hasFace = useHasFace(to)
  if (values.length === 0) return null
  if (!isLine)
    return (
      <span className={css.refs}>
        {values.map((value) => (
          <Reference key={value.id} to={to} value={value} hasLink={hasLinks} />
        ))}
      </span>
    )
  const titles = values.map((value) => value.title ?? unseen)
  if (values.length === 1 && values[0]) return <Reference to={to} value={values[0]} tabIndex={-1} hasLink={hasLinks} />
  if (!hasFace) return <Line titles={titles} />
  return (
    <span className={css.stack} title={titles.join(', ')}>
      {titles.slice(0, 4).map((title, index) => (
        <Face key={values[index]?.id} name={title} isBare />
      ))}
      <span className={css.more}>{titles.length > 4 ? `${titles.length} in all` : ''}</span>
    </span>
  )
}

function Line({ titles }: { titles: readonly string[] }) {
  return (
    <span className={css.name} title={titles.join(', ')}>
      {titles[0]}
      {titles.length > 1 && <span className={css.dim}> +{titles.length - 1}</span>}
    </span>
  )
}
