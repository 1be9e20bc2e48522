/** One cell as the file has it. Text is untrimmed; numbers and booleans come from spreadsheets, days and moments as ISO 8601 text. */
export type Cell = string | number | boolean | null

/** One row below the headers. `line` is the line of a text file, or the row of a sheet, from 1. */
export interface RawRow {
  readonly line: number
  readonly cells: readonly Cell[]
}

/** How a file was read, so that a person can see whether it was guessed right. */
export interface TableFormat {
  readonly kind: 'csv' | 'xlsx'
  readonly encoding?: Encoding
  readonly delimiter?: Delimiter
  readonly sheet?: string
  /** All that one can choose from. */
  readonly sheets?: readonly string[]
  readonly daySystem?: 1900 | 1904
}
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
export type Delimiter = ',' | ';' | '\t' | '|'

/** A sheet of a workbook, and how many rows stand below its headers. */
export interface SheetSize {
  readonly name: string
  readonly rows: number
}

/** A file opened for reading: its headers, and its rows one after the other. */
export interface Table {
  readonly format: TableFormat
  readonly headers: readonly string[]
  readonly rows: AsyncIterable<RawRow>
}

/** What may be read at most. A file beyond it is refused as a whole, by name. */
export const limits = { bytes: 100 * 1024 * 1024, rows: 500_000, columns: 500, cell: 50_000 } as const

/** Why a file can't be read, with the place where known. `line` counts from 1, `byte` from 0. */
export class Unreadable extends Error {
  readonly line: number | null
  readonly byte: number | null
  constructor(
    says: string,
    { line = null, byte = null, cause }: { line?: number | null; byte?: number | null; cause?: unknown } = {},
  ) {
    super(says, { cause })
    this.name = 'Unreadable'
    this.line = line
    this.byte = byte
  }
}

/** The text of a cell, for people and for reading values from. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  return typeof cell === 'boolean' ? (cell ? 'true' : 'false') : String(cell)
}

/** Names for all columns: trimmed, none empty ('Column 3'), none twice ('Name (2)'). */
export function cleanHeaders(cells: readonly Cell[]): readonly string[] {
  const taken = new Set<string>()
  return cells.map((cell, i) => {
    const given = cellText(cell).replace(/\s+/g, ' ').trim() || `Column ${i + 1}`
    let name = given
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${given} (${n})`
    taken.add(name.toLowerCase())
    return name
  })
}

/** A row is blank when no cell holds more than space. */
export const isBlank = (cells: readonly Cell[]): boolean => cells.every((cell) => cellText(cell).trim() === '')
