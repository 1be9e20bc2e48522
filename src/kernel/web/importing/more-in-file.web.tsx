import { Link } from '@tanstack/react-router'
import type { ImportView } from '../../importing/import.ts'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { useRegistry } from '../application.web.ts'
import { useMe } from '../session.web.tsx'
import css from './importing.module.css'

const mostNamed = 6

/** Columns that were left out may be about what belongs to these records: the same file brings that in, as rows of its own type. */
export function MoreInFile({ given, record }: { given: ImportView; record: AnyRecord }) {
  const me = useMe()
  const types = useRegistry().records.filter(
    ({ name, matchWithin, fields }) =>
      matchWithin !== undefined && fields[matchWithin]?.options.to === record.name && me.can[name]?.create,
  )
  const used = new Set(given.mapping.columns.flatMap(({ column, field }) => (field === null ? [] : [column])))
  const left = given.columns.flatMap(({ name }, column) => (used.has(column) ? [] : [name]))
  if (types.length === 0 || left.length === 0) return null
  const rest = left.length - mostNamed
  return (
    <p className={css.note}>
      {left.slice(0, mostNamed).join(', ')}
      {rest > 0 && ` and ${rest} more`} {left.length === 1 ? 'was' : 'were'} left out. The same file can also bring in{' '}
      {types.map(({ name, label }, place) => (
        <span key={name}>
          {place > 0 && ' or '}
          <Link to={'/imports' as '/'} search={{ type: name } as never}>
            {inSentence(label[1])}
          </Link>
        </span>
      ))}{' '}
      of these {inSentence(record.label[1])}.
    </p>
  )
}
