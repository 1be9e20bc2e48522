import { posix } from 'node:path'
import { shapeTable } from './shape.ts'
import { type Cell, limits, type RawRow, type SheetSize, type Table, Unreadable } from './table.ts'
import { columnIndex, lookOf, type NumberLook, readNumber } from './xlsx-format.ts'
import { readXml, type XmlEvents } from './xml.ts'
import { openZip, type Zip } from './zip.server.ts'

interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string; readonly isHidden: boolean }[]
  readonly daySystem: 1900 | 1904
}
interface Lookups {
  readonly strings: readonly string[]
  readonly looks: readonly NumberLook[]
  readonly daySystem: 1900 | 1904
}

/** Opens a workbook and reads one sheet (the first that is visible, unless named), row by row. Source: ECMA-376 part 1, section 18. */
export async function readXlsx(path: string, wanted?: string): Promise<Table> {
  const zip = await openZip(path)
  const { sheets, daySystem } = await readWorkbook(zip)
  const sheet = wanted ? sheets.find(({ name }) => name === wanted) : (visible(sheets)[0] ?? sheets[0])
  if (!sheet)
    throw new Unreadable(
      wanted
        ? `The workbook has no sheet '${wanted}'. It has: ${sheets.map(({ name }) => name).join(', ')}.`
        : 'The workbook has no sheet.',
    )
  const lookups = { strings: await readStrings(zip), looks: await readLooks(zip), daySystem }
  const format = {
    kind: 'xlsx' as const,
    sheet: sheet.name,
    sheets: visible(sheets).map(({ name }) => name),
    daySystem,
  }
  return shapeTable(format, readSheet(zip, sheet.part, lookups))
}

const visible = (sheets: Workbook['sheets']): Workbook['sheets'] => sheets.filter(({ isHidden }) => !isHidden)

/** The visible sheets of a workbook in its order, with their rows counted. */
export async function readSheets(path: string): Promise<readonly SheetSize[]> {
  const zip = await openZip(path)
  const { sheets, daySystem } = await readWorkbook(zip)
  const lookups = { strings: await readStrings(zip), looks: await readLooks(zip), daySystem }
  const sizes: SheetSize[] = []
  for (const { name, part } of visible(sheets))
    sizes.push({ name, rows: await countRows(readSheet(zip, part, lookups)) })
  return sizes
}

/** A sheet that holds no table, such as a cover page or a chart, has no rows. */
async function countRows(raw: AsyncGenerator<RawRow>): Promise<number> {
  let count = 0
  try {
    const { rows } = await shapeTable({ kind: 'xlsx' }, raw)
    for await (const _ of rows) count += 1
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
  }
  return count
}

async function readWorkbook(zip: Zip): Promise<Workbook> {
  const parts = await readRelations(zip)
  const sheets: { name: string; part: string; isHidden: boolean }[] = []
  let daySystem: 1900 | 1904 = 1900
  await readPart(zip, 'xl/workbook.xml', {
    open: (name, attribute) => {
      if (name === 'workbookPr' && ['1', 'true'].includes(attribute('date1904') ?? '')) daySystem = 1904
      if (name !== 'sheet') return
      const part = parts.get(attribute('id') ?? '')
      if (part)
        sheets.push({ name: attribute('name') ?? '', part, isHidden: (attribute('state') ?? 'visible') !== 'visible' })
    },
  })
  return { sheets, daySystem }
}

async function readRelations(zip: Zip): Promise<ReadonlyMap<string, string>> {
  const parts = new Map<string, string>()
  await readPart(zip, 'xl/_rels/workbook.xml.rels', {
    open: (name, attribute) => {
      const target = attribute('Target') ?? ''
      const isSheet = name === 'Relationship' && (attribute('Type') ?? '').endsWith('/worksheet')
      if (isSheet) parts.set(attribute('Id') ?? '', target.startsWith('/') ? target.slice(1) : posix.join('xl', target))
    },
  })
  return parts
}

/** The texts that cells share. Their phonetic readings are left out. */
async function readStrings(zip: Zip): Promise<readonly string[]> {
  const strings: string[] = []
  if (!zip.has('xl/sharedStrings.xml')) return strings
  let text = ''
  let isText = false
  let isReading = false
  let total = 0
  await readPart(zip, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') text = ''
      if (name === 'rPh') isReading = true
      isText = name === 't' && !isReading
    },
    text: (piece) => {
      if (isText) text += piece
    },
    close: (name) => {
      if (name === 't') isText = false
      if (name === 'rPh') isReading = false
      if (name !== 'si') return
      total += text.length
      if (total > limits.bytes)
        throw new Unreadable('The workbook holds more text than is read at once. Split it into several.')
      strings.push(text)
    },
  })
  return strings
}

/** What each cell style makes of numbers. */
async function readLooks(zip: Zip): Promise<readonly NumberLook[]> {
  const codes = new Map<number, string>()
  const looks: NumberLook[] = []
  if (!zip.has('xl/styles.xml')) return looks
  let isCell = false
  await readPart(zip, 'xl/styles.xml', {
    open: (name, attribute) => {
      const id = Number(attribute('numFmtId') ?? 0)
      if (name === 'numFmt') codes.set(id, attribute('formatCode') ?? '')
      if (name === 'cellXfs') isCell = true
      if (name === 'xf' && isCell) looks.push(lookOf(id, codes.get(id)))
    },
    close: (name) => {
      if (name === 'cellXfs') isCell = false
    },
  })
  return looks
}

async function* readSheet(zip: Zip, part: string, lookups: Lookups): AsyncGenerator<RawRow> {
  const { events, take } = sheetEvents(lookups)
  const reader = readXml(events)
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of zip.read(part)) {
    reader.write(decoder.decode(chunk, { stream: true }))
    yield* take()
  }
  reader.write(decoder.decode())
  reader.end()
  yield* take()
}

/** Turns the tags of a sheet into rows; `take` hands over those that are complete. */
function sheetEvents(lookups: Lookups): { readonly events: XmlEvents; readonly take: () => readonly RawRow[] } {
  let rows: RawRow[] = []
  let cells: Cell[] = []
  let line = 0
  let column = -1
  let type = 'n'
  let style = 0
  let text = ''
  let isValue = false
  const open: XmlEvents['open'] = (name, attribute) => {
    if (name === 'row') {
      line = Number(attribute('r') ?? line + 1)
      cells = []
      column = -1
    } else if (name === 'c') {
      const address = attribute('r')
      column = address ? columnIndex(address) : column + 1
      if (column < 0 || column > 16_383)
        throw new Unreadable(`Row ${line} has a cell with a wrong address (${address}).`, { line })
      type = attribute('t') ?? 'n'
      style = Number(attribute('s') ?? 0)
      text = ''
    } else if (name === 'v' || name === 't') isValue = true
    else if (name === 'rPh') type = 'phonetic'
  }
  const close: XmlEvents['close'] = (name) => {
    if (name === 'v' || name === 't') isValue = false
    else if (name === 'c' && column <= limits.columns && text !== '') {
      while (cells.length < column) cells.push(null)
      cells[column] = valueOf({ text, type, look: lookups.looks[style] ?? 'number', lookups, line })
    } else if (name === 'row') rows.push({ line, cells })
  }
  const take = (): readonly RawRow[] => {
    const taken = rows
    rows = []
    return taken
  }
  const heard = (piece: string): void => {
    if (isValue && type !== 'phonetic') text += piece
  }
  return { events: { open, text: heard, close }, take }
}

function valueOf({
  text,
  type,
  look,
  lookups,
  line,
}: {
  text: string
  type: string
  look: NumberLook
  lookups: Lookups
  line: number
}): Cell {
  if (type === 's') {
    const shared = lookups.strings[Number(text)]
    if (shared === undefined)
      throw new Unreadable(`Row ${line} points at a text that the workbook doesn't have.`, { line })
    return shared
  }
  if (type === 'b') return text === '1' || text === 'true'
  if (type === 'n' || type === '') return readNumber(text, look, lookups.daySystem)
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

async function readPart(zip: Zip, name: string, events: XmlEvents): Promise<void> {
  const reader = readXml(events)
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of zip.read(name)) reader.write(decoder.decode(chunk, { stream: true }))
  reader.write(decoder.decode())
  reader.end()
}
