import { byteOrderMark, csvLine } from '../../../kernel/importing/csv-text.ts'
import { type SheetCell, type SheetColumn, xlsxStream } from '../../../kernel/importing/xlsx-writer.server.ts'
import { definitions, dimensionWords, figureKeys } from './definitions.ts'
import type { Figures, Value } from './wire.ts'

interface Column {
  readonly name: string
  readonly of: (figures: Row) => number | null
  readonly isShare: boolean
}
interface Row {
  readonly title: string
  readonly value: (key: (typeof figureKeys)[number], when: 'now' | 'before') => Value | undefined
}

const rate = (value: Value | undefined): number | null =>
  !value || value.value === null || value.of === 0 ? null : value.value / value.of
const hours = (seconds: number | null | undefined): number | null =>
  seconds === null || seconds === undefined ? null : Math.round(seconds / 36) / 100

const columns: readonly Column[] = figureKeys.flatMap((key): Column[] => {
  const { label, kind } = definitions[key]
  const plain = (name: string, of: Column['of'], isShare = false): Column => ({ name, of, isShare })
  if (kind === 'count')
    return [
      plain(label, (row) => row.value(key, 'now')?.value ?? 0),
      plain(`${label}, before`, (row) => row.value(key, 'before')?.value ?? 0),
    ]
  if (kind === 'share')
    return [
      plain(label, (row) => rate(row.value(key, 'now')), true),
      plain(`${label}, before`, (row) => rate(row.value(key, 'before')), true),
      plain(`${label}: of tickets`, (row) => row.value(key, 'now')?.of ?? 0),
    ]
  return [
    plain(`${label}, middle, open hours`, (row) => hours(row.value(key, 'now')?.value)),
    plain(`${label}, nine of ten, open hours`, (row) => hours(row.value(key, 'now')?.p90)),
    plain(`${label}, middle, all hours`, (row) => hours(row.value(key, 'now')?.all)),
    plain(`${label}, nine of ten, all hours`, (row) => hours(row.value(key, 'now')?.allP90)),
    plain(`${label}, middle, open hours, before`, (row) => hours(row.value(key, 'before')?.value)),
  ]
})

function rowsOf({ figures, groups }: Figures): readonly Row[] {
  const all: Row = { title: 'All', value: (key, when) => figures.find((one) => one.key === key)?.[when] }
  return [all, ...groups.map((group): Row => ({ title: group.title, value: (key, when) => group.figures[key][when] }))]
}

/** The figures of all tickets and of each group as CSV. */
export function figuresCsv(figures: Figures): string {
  const head = [dimensionWords[figures.by].one, ...columns.map(({ name }) => name)]
  const numberText = (number: number | null): string =>
    number === null ? '' : String(Math.round(number * 10_000) / 10_000)
  const lines = rowsOf(figures).map((row) => csvLine([row.title, ...columns.map(({ of }) => numberText(of(row)))]))
  return byteOrderMark + csvLine(head) + lines.join('')
}

/** The same as a workbook. */
export function figuresXlsx(figures: Figures): AsyncGenerator<Buffer> {
  const head: SheetColumn[] = [
    { name: dimensionWords[figures.by].one, width: 28 },
    ...columns.map(({ name }) => ({ name, width: Math.max(12, name.length) })),
  ]
  async function* rows(): AsyncGenerator<readonly SheetCell[]> {
    for (const row of rowsOf(figures))
      yield [{ kind: 'text', text: row.title }, ...columns.map((column) => cellOf(column, row))]
  }
  return xlsxStream('Service figures', head, rows())
}

function cellOf({ of, isShare }: Column, row: Row): SheetCell {
  const number = of(row)
  if (number === null) return null
  return { kind: isShare ? 'percent' : 'number', number: String(isShare ? number * 100 : number) }
}
