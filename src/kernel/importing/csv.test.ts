import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { csvLine } from './csv-text.ts'
import { detectDelimiter } from './delimiter.ts'
import { detectEncoding } from './encoding.ts'
import { openTable } from './open-table.server.ts'
import type { RawRow, Table } from './table.ts'

const folder = mkdtempSync(join(tmpdir(), 'csv-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function read(content: string | Uint8Array): Promise<Omit<Table, 'rows'> & { rows: readonly RawRow[] }> {
  const path = join(folder, 'file.csv')
  writeFileSync(path, content)
  const table = await openTable(path)
  const rows: RawRow[] = []
  for await (const row of table.rows) rows.push(row)
  return { ...table, rows }
}
const utf16 = (text: string, isBig: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le')
  return isBig ? bytes.swap16() : bytes
}

describe('encodings', () => {
  const text = 'Name;Stadt\r\nJürgen Weiß;Köln\r\nÉmile;Orléans\r\nŁukasz;Łódź\r\n'
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 LE with a mark', utf16(`\ufeff${text}`, false), 'utf-16le'],
    ['UTF-16 BE with a mark', utf16(`\ufeff${text}`, true), 'utf-16be'],
    ['UTF-16 LE without', utf16(text, false), 'utf-16le'],
  ] as const)('reads %s', async (_, bytes, encoding) => {
    const { format, headers, rows } = await read(bytes)
    expect(format.encoding).toBe(encoding)
    expect(headers).toEqual(['Name', 'Stadt'])
    expect(rows.map(({ cells }) => cells[1])).toEqual(['Köln', 'Orléans', 'Łódź'])
  })
  test('reads Windows-1252', async () => {
    const { format, rows } = await read(Buffer.from('Name;Preis\r\nJürgen;5 \x80\r\n', 'latin1'))
    expect(format.encoding).toBe('windows-1252')
    expect(rows[0]?.cells).toEqual(['Jürgen', '5 €'])
  })
  test('names line and byte where UTF-8 is broken', async () => {
    const good = `${'Jürgen;Köln\n'.repeat(20)}`
    const bytes = Buffer.concat([Buffer.from(`Name;Stadt\n${good}`), Buffer.from([0xff]), Buffer.from(';x\n')])
    await expect(read(bytes)).rejects.toMatchObject({
      name: 'Unreadable',
      line: 22,
      byte: 11 + Buffer.byteLength(good),
    })
  })
  test('takes whatever is valid UTF-8 for UTF-8, in whatever pieces it comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 1, max: 7 }), (given, size) => {
        const bytes = Buffer.from(`a${given.replaceAll('\u0000', '')}`)
        const detector = detectEncoding()
        for (let at = 0; at < bytes.length; at += size) detector.add(bytes.subarray(at, at + size))
        expect(detector.end()).toMatchObject({ encoding: 'utf-8', brokenAt: null })
      }),
    )
  })
})

describe('rows', () => {
  test('finds the delimiter, quotes or not', () => {
    expect(detectDelimiter('a,b,c\n"1;2;3;4",2,3\n')).toBe(',')
    expect(detectDelimiter('a;b\n"1,5";2,5\n1,5;3\n')).toBe(';')
    expect(detectDelimiter('a\tb\tc\n1\t2\t3\n')).toBe('\t')
    expect(detectDelimiter('sep=|\na|b\n')).toBe('|')
    expect(detectDelimiter('just one column\nvalue\n')).toBe(',')
  })
  test('keeps line numbers through quoted line breaks and blank lines', async () => {
    const { rows } = await read('a,b\n"one\ntwo",2\n\n,,\n3,4\n')
    expect(rows).toEqual([
      { line: 2, cells: ['one\ntwo', '2'] },
      { line: 6, cells: ['3', '4'] },
    ])
  })
  test('fills short rows, and keeps the cells that are too many', async () => {
    const { rows } = await read('a,b,c\n1\n1,2,3,4\n1,2,3,,\n')
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', null, null],
      ['1', '2', '3', '4'],
      ['1', '2', '3'],
    ])
  })
  test('names columns without a header, and tells equal ones apart', async () => {
    const { headers } = await read('Name,,name,  Phone \n1,2,3,4\n')
    expect(headers).toEqual(['Name', 'Column 2', 'name (2)', 'Phone'])
  })
  test('passes over a title above the headers', async () => {
    const { headers, rows } = await read('Staff list,,\n\nName,Mail,Phone\nAda,a@b.c,1\n')
    expect(headers).toEqual(['Name', 'Mail', 'Phone'])
    expect(rows).toHaveLength(1)
  })
  test('keeps a stray quotation mark inside a value', async () => {
    const { rows } = await read('a,b\n24" screen,x\n')
    expect(rows[0]?.cells[0]).toBe('24" screen')
  })
  test('names the line of a quotation mark that is never closed', async () => {
    await expect(read('a,b\n1,2\n3,"open\n5,6\n')).rejects.toMatchObject({ name: 'Unreadable', line: 3 })
  })
  test.each([
    ['', 'empty'],
    ['\n\n', 'empty'],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old workbook'],
    ['%PDF-1.7 …', 'PDF'],
  ])('says what else a file is', async (content, says) => {
    await expect(read(content)).rejects.toThrow(says)
  })
  test('reads back every line it writes, formulas made harmless', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string()), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(',', ';', '\t'),
        async (given, delimiter) => {
          const lines = given.map((cells) => ['row', ...cells.map((cell) => cell.replace(/[\u0000\r]/g, ''))])
          const { rows } = await read(
            `${csvLine(['x', 'one', 'two'], delimiter)}${lines.map((cells) => csvLine(cells, delimiter)).join('')}`,
          )
          const strip = (cell: unknown): string => String(cell ?? '').replace(/^'(?='*[=+\-@\t])/, '')
          expect(rows.map(({ cells }) => cells.map(strip))).toEqual(lines)
          for (const { cells } of rows)
            for (const cell of cells) if (/^[=@]/.test(String(cell))) expect.fail(`a formula: ${cell}`)
        },
      ),
      { numRuns: 60 },
    )
  })
})
