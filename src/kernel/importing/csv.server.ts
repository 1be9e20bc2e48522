import { createReadStream } from 'node:fs'
import { CsvError, parse } from 'csv-parse'
import { detectDelimiter } from './delimiter.ts'
import { detectEncoding, type EncodingFound } from './encoding.ts'
import { shapeTable } from './shape.ts'
import { limits, type RawRow, type Table, Unreadable } from './table.ts'

const sampleBytes = 256 * 1024

/** Opens a text file of delimited values. Reads it once to find its encoding, then again row by row; memory stays bounded. */
export async function readCsv(path: string): Promise<Table> {
  const { found, sample } = await inspect(path)
  if (found.brokenAt !== null) throw await brokenText(path, found)
  const text = new TextDecoder(found.encoding).decode(sample.subarray(found.skip), { stream: true })
  if (text.includes('\u0000'))
    throw new Unreadable('This is not a text file: it contains zero bytes. Save it as CSV or XLSX.', {
      byte: sample.indexOf(0),
    })
  const delimiter = detectDelimiter(text)
  const hasHint = /^sep=.\r?\n/i.test(text)
  const rows = parseRows({ path, found, delimiter, from: hasHint ? 2 : 1 })
  return shapeTable({ kind: 'csv', encoding: found.encoding, delimiter }, rows)
}

async function inspect(path: string): Promise<{ found: EncodingFound; sample: Buffer }> {
  const detector = detectEncoding()
  const parts: Buffer[] = []
  let kept = 0
  for await (const chunk of createReadStream(path, { highWaterMark: sampleBytes }) as AsyncIterable<Buffer>) {
    detector.add(chunk)
    if (kept < sampleBytes) parts.push(chunk)
    kept += chunk.length
  }
  return { found: detector.end(), sample: Buffer.concat(parts) }
}

async function brokenText(path: string, { encoding, brokenAt }: EncodingFound): Promise<Unreadable> {
  let line = 1
  const before = brokenAt ?? 0
  if (before > 0) {
    for await (const chunk of createReadStream(path, { end: before - 1 }) as AsyncIterable<Buffer>) {
      for (const byte of chunk) if (byte === 10) line++
    }
  }
  return new Unreadable(
    `The text is ${encoding.toUpperCase()}, but not at line ${line} (byte ${before}). Save the file again as CSV UTF-8.`,
    { line, byte: before },
  )
}

async function* parseRows({
  path,
  found,
  delimiter,
  from,
}: {
  path: string
  found: EncodingFound
  delimiter: string
  from: number
}): AsyncGenerator<RawRow> {
  const starts: number[] = []
  const parser = parse({
    delimiter,
    from_line: from,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: limits.cell * 20,
    on_record: (cells, { lines }) => {
      starts.push(lines - lineBreaks(cells))
      return cells
    },
  })
  const decoder = new TextDecoder(found.encoding)
  const source = createReadStream(path, { start: found.skip, highWaterMark: sampleBytes })
  source.on('data', (chunk) => {
    if (!parser.write(decoder.decode(chunk as Buffer, { stream: true }))) source.pause()
  })
  parser.on('drain', () => source.resume())
  source.on('end', () => parser.end(decoder.decode()))
  source.on('error', (error) => parser.destroy(error))
  let lastLine = from - 1
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      lastLine = starts.shift() ?? lastLine
      yield { line: lastLine, cells }
    }
  } catch (error) {
    throw error instanceof CsvError ? readable(error, lastLine) : error
  } finally {
    source.destroy()
    parser.destroy()
  }
}

/** The parser counts a row where it ends; people look for it where it begins. */
const lineBreaks = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0)

function readable(error: CsvError, lastLine: number): Unreadable {
  const line = lastLine + 1
  const says =
    error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
      ? `A quotation mark opens in line ${line} or shortly after and is never closed. Close it, or remove it.`
      : `Line ${line} can't be read as delimited values (${error.message}).`
  return new Unreadable(says, { line, cause: error })
}
