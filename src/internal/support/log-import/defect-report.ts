import { byteOrderMark, csvLine } from '../../../kernel/importing/csv-text.ts'
import type { Defect } from './log-row.ts'

/** The first line of a defect report, as CSV. */
export const defectHead =
  byteOrderMark + csvLine(['Row', 'Ticket', 'Column', 'Value', 'What became of it', 'Why', 'What to do'])

/** A defect as one line of CSV. */
export const defectLine = ({ row, ticket, column, value, kind, says, advice }: Defect): string =>
  csvLine([String(row), ticket, column, value, kind, says, advice])
