import { Link } from '@tanstack/react-router'
import { refOf } from '../../../kernel/web/field/wire.ts'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { textPath } from './paths.ts'
import css from './reading.module.css'

const words: Readonly<Record<string, string>> = {
  contract_document: 'Read the text and what it is checked against',
  compliance_check: 'See the passages in the text',
  obligation: 'See where it is written',
}

/** Leads from a document, a check or an obligation to the text with what is marked in it. */
export default function ToText({ record, row }: PartProps) {
  const { passageStart: start, passageEnd: end } = row
  const isPlaced = typeof start === 'number' && typeof end === 'number'
  const document = record.name === 'contract_document' ? row.id : refOf(row['document'])?.id
  if (!document) return null
  return (
    <p className={css.toText}>
      <Link to={textPath(document)} search={(isPlaced ? { at: `${start}-${end}` } : {}) as never}>
        {words[record.name]}
      </Link>
    </p>
  )
}
