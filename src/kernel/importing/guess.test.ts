import { describe, expect, test } from 'vitest'
import { defineRecord } from '../record/define.ts'
import type { AnyRecord } from '../record/define.ts'
import { f } from '../record/field.ts'
import { guessMapping, signatureOf } from './guess.ts'
import { checkMapping, type Mapping } from './mapping.ts'
import type { Cell, TableFormat } from './table.ts'

const Part = defineRecord('part', {
  label: ['Part', 'Parts'],
  about: 'A thing with many kinds of fields.',
  number: 'PRT-{0000}',
  fields: {
    name: f.text({ required: true, alsoCalled: [['Brand', 'Model'], 'Bezeichnung'] }),
    code: f.text({ unique: true }),
    mail: f.email({ label: 'E-mail' }),
    madeOn: f.date({ label: 'Made on', alsoCalled: ['Datum'] }),
    weight: f.decimal(),
    maker: f.ref('part', { tree: true }),
    isNew: f.bool(),
  },
  access: { read: 'anyone', create: 'anyone', update: 'anyone', archive: 'nobody' },
  list: { columns: ['name'], sort: 'name' },
  page: [{ panel: 'Part', shows: ['name'] }],
  matchOn: ['code'],
}) as unknown as AnyRecord

const csv: TableFormat = { kind: 'csv', delimiter: ';' }
const guess = (headers: readonly string[], rows: readonly (readonly Cell[])[] = [], format = csv): Mapping =>
  guessMapping(Part, { headers, samples: rows, format }, () => true)
const fields = (mapping: Mapping): readonly (string | null)[] => mapping.columns.map(({ field }) => field)

describe('guessing what columns are', () => {
  test('knows names, labels and other names, whatever their case, accents and punctuation', () => {
    expect(fields(guess(['NAME', 'e mail', 'Made_On', 'CODE', 'Weight', 'Maker', 'is new']))).toEqual([
      'name',
      'mail',
      'madeOn',
      'code',
      'weight',
      'maker',
      'isNew',
    ])
    expect(fields(guess(['Bezeichnung', 'Datum']))).toEqual(['name', 'madeOn'])
  })
  test('joins columns that make one value together, in the right order', () => {
    const { columns } = guess(['Model', 'Brand'])
    expect(columns).toMatchObject([
      { field: 'name', place: 1 },
      { field: 'name', place: 0 },
    ])
    expect(fields(guess(['Model', 'Brand', 'Name']))).toEqual([null, null, 'name'])
  })
  test('takes a header that holds the name for it, but only where the values fit', () => {
    expect(fields(guess(['Main e-mail'], [['a@b.c']]))).toEqual(['mail'])
    expect(fields(guess(['E-mail'], [['yes'], ['no']]))).toEqual([null])
  })
  test('uses a field once, leaves out what it may not set, and what a report added', () => {
    expect(
      fields(guess(['Name', 'Name (2)', 'Import: line', 'Import: reason'])).filter((field) => field === 'name'),
    ).toHaveLength(1)
    expect(
      fields(guessMapping(Part, { headers: ['Name', 'Code'], samples: [], format: csv }, (name) => name !== 'code')),
    ).toEqual(['name', null])
  })
  test('recognises records by id and number before the declared keys', () => {
    expect(guess(['Name', 'Code', 'Number', 'Id']).matchOn).toEqual(['id', 'number', 'code'])
    expect(guess(['Name']).matchOn).toEqual([])
  })
  test('reads the order of days and the decimal sign from the values', () => {
    const reading = (header: string, ...values: readonly string[]) =>
      guess(
        [header],
        values.map((value) => [value]),
        { kind: 'csv', delimiter: ',' },
      ).columns[0]
    expect(reading('Made on', '1/2/2026', '1/13/2026')?.dateOrder).toBe('MDY')
    expect(reading('Made on', '1/2/2026', '13/1/2026')?.dateOrder).toBe('DMY')
    expect(reading('Made on', '2026-01-02')?.dateOrder).toBeUndefined()
    expect(reading('Weight', '1.234,5', '3')?.decimal).toBe(',')
    expect(reading('Weight', '1.234', '0,5')?.decimal).toBe(',')
    expect(reading('Weight', '1,234', '5.25')?.decimal).toBe('.')
  })
  test('calls files alike whose headers differ in case and punctuation, with or without the columns of a report', () => {
    expect(signatureOf(['E-mail', 'Name', 'Import: line'])).toBe(signatureOf(['E MAIL', 'name']))
  })
})

test('says what is wrong with a mapping', () => {
  const mapping: Mapping = {
    columns: [
      { column: 0, field: 'code' },
      { column: 1, field: 'code' },
      { column: 9, field: 'nope' },
      { column: 2, field: 'weight' },
      { column: 3, field: 'weight' },
    ],
    matchOn: ['mail'],
    mode: 'both',
    empty: 'leave',
  }
  expect(
    checkMapping({ record: Part, headers: ['a', 'b', 'c', 'd'], mapping, mayWrite: (name) => name !== 'weight' }),
  ).toEqual([
    'The file has no column 10.',
    "Part has no field 'nope'.",
    'You may not set weight. Leave that column out.',
    'You may not set weight. Leave that column out.',
    'Two columns are mapped to Weight. Choose one.',
    'Records are to be recognised by E-mail, but no column is mapped to it.',
  ])
})
