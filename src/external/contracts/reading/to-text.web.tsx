import { Link } from '@tanstack/react-router'
import { refOf } from '../../../kernel/web/field/wire.ts'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { textPath } from './paths.ts'
import css from './reading.module.css'

/** Leads from a document, or from a check, to the text with what is marked in it. */
export default function ToText({ record, row }: PartProps) {
  const document = record.name === 'contract_document' ? row.id : refOf(row['document'])?.id
  if (!document) return null
  return (
    <p className={css.toText}>
      <Link to={textPath(document)}>
        {record.name === 'contract_document'
          ? 'Read the text and what it is checked against'
          : 'See the passages in the text'}
      </Link>
    </p>
  )
}
