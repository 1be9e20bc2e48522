import type { Line } from './contract-text.ts'
import { beginsClause, labelOf } from './labels.ts'
import { type Piece, type Row, rowsOf } from './pdf-rows.ts'

/** The paragraphs of a PDF: rows joined, words that were broken put together, and what stands at the edge of each page left out. */
export function pdfLines(pages: readonly (readonly Piece[])[]): readonly Line[] {
  const rows = withoutEdges(pages.map(rowsOf))
  const depthOf = depths(rows.flat())
  const lines: Line[] = []
  let text = ''
  let first: Row | null = null
  let last: Row | null = null
  const close = (): void => {
    if (text !== '' && first) lines.push({ text, isBroken: true, ...depthOf(first) })
    text = ''
  }
  for (const page of rows) {
    const step = usualStep(page)
    const right = Math.max(0, ...page.map((row) => row.right))
    const body = usualSize(page)
    for (const row of page) {
      if (last && isNew({ row, last, step, right, body, text })) close()
      if (text === '') first = row
      text = text === '' ? row.text : joined(text, row.text)
      last = row
    }
  }
  close()
  return lines
}

/** Leaves out numbers of pages, and rows that stand at the edge of three pages or more in the same words. */
function withoutEdges(pages: readonly (readonly Row[])[]): readonly (readonly Row[])[] {
  const seen = new Map<string, number>()
  for (const page of pages)
    for (const word of new Set(edges(page).map(nameOf))) seen.set(word, (seen.get(word) ?? 0) + 1)
  return pages.map((page) => {
    const edge = new Set(edges(page))
    return page.filter((row) => !edge.has(row) || !(isPageNumber(row.text) || (seen.get(nameOf(row)) ?? 0) >= 3))
  })
}
function edges(page: readonly Row[]): readonly Row[] {
  const down = page.toSorted((one, other) => other.y - one.y)
  return [...down.slice(0, 2), ...down.slice(-2)]
}
const nameOf = ({ text }: Row): string => text.replace(/\d+/g, '#').toLowerCase()
const isPageNumber = (text: string): boolean =>
  /^(?:page )?[-–— ]*\d{1,4}(?: ?(?:\/|of|-) ?\d{1,4})?[-–— ]*$/i.test(text)

/** How deep numbered rows stand, told by where their words begin: places a few points apart are one. */
function depths(rows: readonly Row[]): (row: Row) => { readonly depth?: number } {
  const places = rows
    .filter(({ text }) => labelOf(text) !== null)
    .map(({ indent }) => indent)
    .toSorted((one, other) => one - other)
  const begins = places.filter((place, at) => at === 0 || place - (places[at - 1] ?? 0) > 4)
  return ({ text, indent }) =>
    labelOf(text) === null ? {} : { depth: begins.findLastIndex((begin) => indent >= begin - 0.5) }
}

/** How far the next row mostly stands below. */
function usualStep(page: readonly Row[]): number {
  const steps = page
    .slice(1)
    .map((row, at) => (page[at]?.y ?? 0) - row.y)
    .filter((step) => step > 0)
    .toSorted((one, other) => one - other)
  return steps[Math.floor(steps.length / 4)] ?? 12
}
function usualSize(page: readonly Row[]): number {
  const sizes = page.map(({ size }) => size).toSorted((one, other) => one - other)
  return sizes[Math.floor(sizes.length / 2)] ?? 10
}

interface Place {
  readonly row: Row
  readonly last: Row
  readonly step: number
  readonly right: number
  readonly body: number
  readonly text: string
}
/** Whether a row begins a paragraph of its own. */
function isNew({ row, last, step, right, body, text }: Place): boolean {
  const gap = last.y - row.y
  const isSamePage = gap > 0
  if (Math.abs(row.size - last.size) > body * 0.12) return true
  if (isSamePage && gap > step * 1.35 && gap > row.size * 1.5) return true
  if (beginsClause(row.text, text)) return true
  const isShort = last.right < right - body * 6
  return /[.;:!?]$/.test(last.text) && isShort && /^[\p{Lu}("“]/u.test(row.text)
}
/** A word broken at the end of a row is put together where the rest begins small. */
function joined(text: string, next: string): string {
  if (/\p{L}[\u00ad\u2010-]$/u.test(text) && /^\p{Ll}/u.test(next)) {
    const isHard =
      /\b(?:non|sub|self|co|pre|re|third|cross|data|well|long|short|high|low|inter|multi|de|opt|follow|set|roll)-$/i
    return isHard.test(text) ? text + next : text.slice(0, -1) + next
  }
  return `${text} ${next}`
}
