import type { Line } from './contract-text.ts'
import { beginsClause } from './labels.ts'

/** The lines of a plain text: paragraphs that were broken at the edge are joined, a number or an empty line begins a new one. */
export function plainLines(source: string): readonly Line[] {
  const rows = source.replace(/^\ufeff/, '').split(/\r\n|\r|\n|\f/)
  const widest = Math.max(0, ...rows.map(({ length }) => length))
  const lines: Line[] = []
  let text = ''
  const close = (): void => {
    if (text !== '') lines.push({ text, isBroken: true })
    text = ''
  }
  for (const row of rows) {
    const own = row.trim()
    if (own === '') close()
    else if (text === '') text = own
    else if (beginsClause(own, text)) {
      close()
      text = own
    } else text += `${widest > 200 ? '\n' : ' '}${own}`
    if (row.length > 200) close()
  }
  close()
  return lines
}
