import {
  type Cell,
  cellText,
  cleanHeaders,
  isBlank,
  limits,
  type RawRow,
  type Table,
  type TableFormat,
  Unreadable,
} from './table.ts'

const titleRows = 5

/** Finds the row of headers, and gives the rows below it, each as wide as the headers and none of them blank. */
export async function shapeTable(format: TableFormat, rows: AsyncGenerator<RawRow>): Promise<Table> {
  const first = await firstFilled(rows, titleRows)
  const at = headerIndex(first)
  const header = first[at]
  if (!header) throw new Unreadable('The file is empty. The first row must name the columns.')
  const headers = cleanHeaders(trimEnd(header.cells))
  if (headers.length > limits.columns)
    throw new Unreadable(`The file has ${headers.length} columns; at most ${limits.columns} are read.`, {
      line: header.line,
    })
  return { format, headers, rows: shaped(first.slice(at + 1), rows, headers.length) }
}

async function firstFilled(rows: AsyncGenerator<RawRow>, most: number): Promise<readonly RawRow[]> {
  const found: RawRow[] = []
  while (found.length < most) {
    const next = await rows.next()
    if (next.done) break
    if (!isBlank(next.value.cells)) found.push(next.value)
  }
  return found
}

/** Reports often have a title above the headers: lines of one cell above lines of three or more are passed over. */
function headerIndex(rows: readonly RawRow[]): number {
  const widths = rows.map((row) => row.cells.filter((cell) => cellText(cell).trim() !== '').length)
  const wide = widths.findIndex((width) => width > 2)
  return wide > 0 && widths.slice(0, wide).every((width) => width === 1) ? wide : 0
}

/** Spreadsheets leave empty cells behind the last one. */
function trimEnd(cells: readonly Cell[]): readonly Cell[] {
  return cells.slice(0, cells.findLastIndex((cell) => cellText(cell).trim() !== '') + 1)
}

/** Short rows are filled up; a longer one keeps its extra cells, so that it can be refused with a reason. */
async function* shaped(first: readonly RawRow[], rest: AsyncGenerator<RawRow>, width: number): AsyncGenerator<RawRow> {
  let count = 0
  for await (const row of chain(first, rest)) {
    if (isBlank(row.cells)) continue
    if (++count > limits.rows)
      throw new Unreadable(`The file has more than ${limits.rows.toLocaleString('en')} rows. Split it into several.`, {
        line: row.line,
      })
    yield { line: row.line, cells: toWidth(row, width) }
  }
}

async function* chain(first: readonly RawRow[], rest: AsyncGenerator<RawRow>): AsyncGenerator<RawRow> {
  yield* first
  yield* rest
}

function toWidth({ line, cells }: RawRow, width: number): readonly Cell[] {
  if (cells.some((cell) => typeof cell === 'string' && cell.length > limits.cell)) {
    throw new Unreadable(
      `Line ${line} has a cell of more than ${limits.cell.toLocaleString('en')} characters. Is a quotation mark missing?`,
      { line },
    )
  }
  if (cells.length > width) return padded(trimEnd(cells), width)
  return padded(cells, width)
}

const padded = (cells: readonly Cell[], width: number): readonly Cell[] =>
  cells.length < width ? [...cells, ...Array<Cell>(width - cells.length).fill(null)] : cells
