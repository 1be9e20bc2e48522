import { dayToSerial } from '../record/text-date.ts'
import { escapeXml } from './xml.ts'
import { type ZipContent, zipStream } from './zip-writer.server.ts'

/** A cell by what it is, so that a spreadsheet can sort and sum it. Text is never a formula. */
export type SheetCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number' | 'percent'; readonly number: string }
  | { readonly kind: 'day' | 'moment'; readonly iso: string }
  | { readonly kind: 'yesNo'; readonly is: boolean }
  | null
/** A column with its width in characters. */
export interface SheetColumn {
  readonly name: string
  readonly width: number
}

/** Rows that fit on a sheet below the headers. Source: ECMA-376, limits of common programs. */
export const mostSheetRows = 1_048_575
const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const package_ = 'http://schemas.openxmlformats.org/package/2006'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook of one sheet as a stream of bytes; rows are asked for as they are written. */
export function xlsxStream(
  name: string,
  columns: readonly SheetColumn[],
  rows: AsyncIterable<readonly SheetCell[]>,
): AsyncGenerator<Buffer> {
  const files: readonly ZipContent[] = [
    { name: '[Content_Types].xml', content: [contentTypes] },
    { name: '_rels/.rels', content: [relations([['officeDocument', 'xl/workbook.xml']])] },
    { name: 'xl/workbook.xml', content: [workbook(name)] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [
        relations([
          ['worksheet', 'worksheets/sheet1.xml'],
          ['styles', 'styles.xml'],
        ]),
      ],
    },
    { name: 'xl/styles.xml', content: [styles] },
    { name: 'xl/worksheets/sheet1.xml', content: sheet(columns, rows) },
  ]
  return zipStream(files)
}

const contentTypes = `${xmlHead}<Types xmlns="${package_}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`

const relations = (targets: readonly (readonly [type: string, target: string])[]): string =>
  `${xmlHead}<Relationships xmlns="${package_}/relationships">${targets.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`

/** A sheet's name has at most 31 characters, and none of these: []:*?/\. */
const workbook = (name: string): string =>
  `${xmlHead}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escapeXml(name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`

const bold = 1
const look = { text: 2, number: 0, percent: 3, day: 4, moment: 5, yesNo: 0 } as const

const styles = `${xmlHead}<styleSheet xmlns="${main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="0.##&quot; %&quot;"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="166" applyNumberFormat="1"/></cellXfs></styleSheet>`

async function* sheet(
  columns: readonly SheetColumn[],
  rows: AsyncIterable<readonly SheetCell[]>,
): AsyncGenerator<string> {
  const widths = columns
    .map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join('')
  const frozen =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
  const headers = columns.map(({ name }, place) => textCell(`${columnName(place)}1`, name, bold)).join('')
  yield `${xmlHead}<worksheet xmlns="${main}">${frozen}<cols>${widths}</cols><sheetData><row r="1">${headers}</row>`
  const names = columns.map((_, place) => columnName(place))
  let waiting = ''
  let line = 1
  for await (const cells of rows) {
    line += 1
    waiting += rowXml(cells, { line, names })
    if (waiting.length < 65_536) continue
    yield waiting
    waiting = ''
  }
  yield `${waiting}</sheetData></worksheet>`
}

/** Rows and cells say where they stand: spreadsheets don’t need that, but other programs that read them do. */
const rowXml = (cells: readonly SheetCell[], { line, names }: { line: number; names: readonly string[] }): string =>
  `<row r="${line}">${cells
    .map((cell, place) => (cell === null ? '' : cellXml(`${names[place] ?? columnName(place)}${line}`, cell)))
    .join('')}</row>`

function cellXml(at: string, cell: Exclude<SheetCell, null>): string {
  const style = look[cell.kind]
  if (cell.kind === 'text') return textCell(at, cell.text, style)
  if (cell.kind === 'yesNo') return `<c r="${at}" t="b"><v>${cell.is ? 1 : 0}</v></c>`
  if ('number' in cell) return `<c r="${at}" s="${style}"><v>${cell.number}</v></c>`
  return `<c r="${at}" s="${style}"><v>${serialOf(cell.iso)}</v></c>`
}

const textCell = (at: string, text: string, style: number): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`

/** A, B … Z, AA: what the column at a place, from 0, is called. */
function columnName(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26))
  return place < 26 ? letter : columnName(Math.floor(place / 26) - 1) + letter
}

function serialOf(iso: string): number {
  const seconds = iso.length > 10 ? (Date.parse(iso) % 86_400_000) / 1000 : 0
  return dayToSerial(iso) + (seconds < 0 ? seconds + 86_400 : seconds) / 86_400
}
