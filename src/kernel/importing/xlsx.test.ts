import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openTable, sheetsOf } from './open-table.server.ts'
import type { RawRow } from './table.ts'
import { columnIndex, lookOf } from './xlsx-format.ts'
import { type SheetCell, xlsxStream } from './xlsx-writer.server.ts'
import { readXml, unescapeXml } from './xml.ts'
import { zipStream } from './zip-writer.server.ts'

const folder = mkdtempSync(join(tmpdir(), 'xlsx-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function write(bytes: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of bytes) parts.push(part)
  const path = join(folder, 'book.xlsx')
  writeFileSync(path, Buffer.concat(parts))
  return path
}
async function read(path: string, sheet?: string) {
  const table = await openTable(path, sheet)
  const rows: RawRow[] = []
  for await (const row of table.rows) rows.push(row)
  return { ...table, rows }
}
const relations =
  '<Relationships xmlns="x"><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>'
const book = (more: string): string =>
  `<?xml version="1.0"?><x:workbook xmlns:x="x" xmlns:r="r">${more}<x:sheets><x:sheet name="Hidden" state="hidden" r:id="rId2"/><x:sheet name="People &amp; more" r:id="rId1"/></x:sheets></x:workbook>`
const styles =
  '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="9"/><xf numFmtId="46"/></cellXfs></styleSheet>'
const strings =
  '<sst><si><t>Name</t></si><si><r><t>Rich </t></r><r><t xml:space="preserve">text</t></r><rPh><t>reading</t></rPh></si></sst>'

const workbook = ({ more = '', sheet, shared = strings }: { more?: string; sheet: string; shared?: string }) =>
  write(
    zipStream([
      { name: 'xl/workbook.xml', content: [book(more)] },
      { name: 'xl/_rels/workbook.xml.rels', content: [relations] },
      { name: 'xl/styles.xml', content: [styles] },
      { name: 'xl/sharedStrings.xml', content: [shared] },
      { name: 'xl/worksheets/sheet1.xml', content: [sheet] },
      {
        name: 'xl/worksheets/sheet2.xml',
        content: [
          '<worksheet><sheetData><row><c t="str"><v>Secret</v></c></row><row><c><v>1</v></c></row></sheetData></worksheet>',
        ],
      },
    ]),
  )
const sheet = `<worksheet><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Born</t></is></c><c r="D1" t="str"><v>Mood</v></c></row>
<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>46112</v></c><c r="C3" s="2"><v>46112.5</v></c><c r="D3" t="b"><v>1</v></c><c r="E3" t="e"><v>#N/A</v></c></row>
<row r="4"><c r="A4" t="inlineStr"><is><t>A &lt;b&gt; &#233;</t></is></c><c r="B4" s="3"><v>0.125</v></c><c r="C4" s="4"><v>1.5</v></c><c r="D4"><v>1234.5</v></c></row>
</sheetData></worksheet>`

test('lists the visible sheets with their rows, and none of a text file', async () => {
  expect(await sheetsOf(await workbook({ sheet }))).toEqual([{ name: 'People & more', rows: 2 }])
  const path = await workbook({ sheet: '<worksheet><sheetData></sheetData></worksheet>' })
  expect(await sheetsOf(path)).toEqual([{ name: 'People & more', rows: 0 }])
  const text = join(folder, 'text.csv')
  writeFileSync(text, 'Name\nAda')
  expect(await sheetsOf(text)).toEqual([])
})

describe('reading workbooks', () => {
  test('reads every kind of cell, by address, with the row numbers of the sheet', async () => {
    const { format, headers, rows } = await read(await workbook({ sheet }))
    expect(format).toMatchObject({
      kind: 'xlsx',
      sheet: 'People & more',
      sheets: ['People & more'],
      daySystem: 1900,
    })
    expect(headers).toEqual(['Name', 'Born', 'Column 3', 'Mood'])
    expect(rows).toEqual([
      { line: 3, cells: ['Rich text', '2026-03-31', '2026-03-31T12:00:00', true, '#N/A'] },
      { line: 4, cells: ['A <b> é', 12.5, '36:00:00', 1234.5] },
    ])
  })
  test('counts days from 1904 where the workbook says so', async () => {
    const { rows } = await read(await workbook({ more: '<x:workbookPr date1904="1"/>', sheet }))
    expect(rows[0]?.cells[1]).toBe('2030-04-01')
  })
  test('reads another sheet by name', async () => {
    const path = await workbook({ sheet })
    expect((await read(path, 'Hidden')).headers).toEqual(['Secret'])
    await expect(read(path, 'None')).rejects.toThrow("no sheet 'None'. It has: Hidden, People & more.")
  })
  test('refuses document types, entities, bombs and what was cut off', async () => {
    await expect(read(await workbook({ sheet: `<!DOCTYPE x [<!ENTITY a "aaaa">]>${sheet}` }))).rejects.toThrow(
      'document type',
    )
    await expect(read(await workbook({ sheet: sheet.replace('Born', '&a;') }))).rejects.toThrow('entity')
    await expect(read(await workbook({ sheet: sheet.slice(0, -40) }))).rejects.toThrow('cut off')
    function* bomb() {
      yield '<worksheet><sheetData>'
      for (let i = 0; i < 1100; i++) yield `<row>${' '.repeat(100_000)}</row>`
      yield '</sheetData></worksheet>'
    }
    const path = await write(
      zipStream([
        { name: 'xl/workbook.xml', content: [book('')] },
        { name: 'xl/_rels/workbook.xml.rels', content: [relations] },
        { name: 'xl/worksheets/sheet1.xml', content: bomb() },
      ]),
    )
    await expect(read(path)).rejects.toThrow('unpacks to far more')
    writeFileSync(path, Buffer.from('PK\u0003\u0004 and then nothing'))
    await expect(read(path)).rejects.toThrow('damaged')
  })
  test('refuses a text that points past the shared ones', async () => {
    await expect(read(await workbook({ sheet, shared: '<sst/>' }))).rejects.toThrow('Row 1 points at a text')
  })
})

test('reads back what it writes', async () => {
  async function* rows(): AsyncGenerator<readonly SheetCell[]> {
    yield [
      { kind: 'text', text: '=1+1 <&> "\n' },
      { kind: 'number', number: '12.50' },
      { kind: 'percent', number: '12.5' },
      { kind: 'day', iso: '2024-02-29' },
      { kind: 'moment', iso: '2024-02-29T13:45:10.000Z' },
      { kind: 'yesNo', is: false },
    ]
    yield [null, null, null, { kind: 'day', iso: '1900-03-01' }, null, { kind: 'text', text: '007' }]
  }
  const columns = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, width: 10 }))
  const { rows: found } = await read(await write(xlsxStream('All: of [it]', columns, rows())))
  expect(found.map(({ cells }) => cells)).toEqual([
    ['=1+1 <&> "\n', 12.5, 12.5, '2024-02-29', '2024-02-29T13:45:10', false],
    [null, null, null, '1900-03-01', null, '007'],
  ])
})

describe('the parts', () => {
  test('tells from a number format what a number is', () => {
    const looks = [
      'General',
      '0.00',
      '0%',
      'yyyy-mm-dd',
      '[$-407]d. mmmm yyyy',
      'hh:mm',
      '[h]:mm:ss',
      '#,##0.00 "day"',
      'm/d/yy h:mm',
      '0.00\\ "%"',
      '[Red]0.00',
    ].map((code) => lookOf(164, code))
    expect(looks).toEqual([
      'number',
      'number',
      'percent',
      'day',
      'day',
      'time',
      'elapsed',
      'number',
      'moment',
      'number',
      'number',
    ])
  })
  test('reads addresses', () => {
    expect(['A1', 'Z9', 'AA1', 'xfd1', '1', 'ABCD1'].map(columnIndex)).toEqual([0, 25, 26, 16_383, -1, -1])
  })
  test('hears the same in whatever pieces XML comes', () => {
    const xml = '<?xml version="1.0"?><a x="1 > 0"><!-- <no> --><b/>t&amp;u<![CDATA[<raw>]]></a>'
    const heard = (size: number): string => {
      let all = ''
      const reader = readXml({
        open: (name, attribute) => (all += `<${name} ${attribute('x')}>`),
        text: (text) => (all += text),
        close: (name) => (all += `</${name}>`),
      })
      for (let at = 0; at < xml.length; at += size) reader.write(xml.slice(at, at + size))
      reader.end()
      return all
    }
    for (const size of [1, 2, 3, 7, 1000]) expect(heard(size)).toBe('<a 1 > 0><b null></b>t&u<raw></a>')
    expect(() => unescapeXml('&nbsp;')).toThrow('entity')
  })
})
