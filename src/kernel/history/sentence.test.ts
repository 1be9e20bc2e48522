import { describe, expect, it } from 'vitest'
import { defineRecord } from '../record/define.ts'
import { f } from '../record/field.ts'
import { createRegistry } from '../record/registry.ts'
import { changesOf, idsIn, type Reading, sentenceOf, type Told } from './sentence.ts'

const Boat = defineRecord('boat', {
  label: ['Boat', 'Boats'],
  about: 'Something that floats.',
  fields: {
    name: f.text({ required: true }),
    skipper: f.ref('person', {}),
    crew: f.refs('person', {}),
    kind: f.choice(['sail', 'motor', 'open'], { says: { sail: 'Sailing boat', open: 'OpenBoat' } }),
    flags: f.choices(['red', 'blue']),
    price: f.money({}),
    isOurs: f.bool({ label: 'Is ours' }),
    startsOn: f.date({ label: 'Started on' }),
    vat: f.text({ label: 'VAT number' }),
    rest: f.duration({}),
    story: f.longText({}),
    secret: f.text({ read: 'boat.see_secret' }),
  },
  states: {
    start: 'planned',
    all: ['planned', 'onWater'],
    moves: { launch: { from: ['planned'], to: 'onWater', label: 'Launch' } },
  },
  access: { read: 'anyone', create: 'anyone', update: 'anyone', archive: 'anyone' },
  list: { columns: ['name'], sort: 'name' },
  page: [],
})
const record = createRegistry([Boat], []).record('boat')
const titles = new Map([
  ['p1', 'Jonas Weber'],
  ['p2', 'Ana Kovač'],
])
const reading: Reading = { record, hidden: new Set(['secret']), titles }
const told = (more: Partial<Told>): Told => ({
  verb: 'updated',
  whoName: 'Priya Nair',
  version: 2,
  before: null,
  after: null,
  reason: null,
  ...more,
})
const says = (more: Partial<Told>) => sentenceOf(told(more), reading)

describe('a sentence', () => {
  it('says of what there is one of alone that it was set up', () => {
    const alone = { ...record, label: ['Limits', 'Limits'] as const }
    expect(sentenceOf(told({ verb: 'created' }), { ...reading, record: alone })).toBe('Priya Nair set up limits')
  })

  it.each<[string, Partial<Told>]>([
    ['Priya Nair created this boat', { verb: 'created', after: { name: 'Anna', state: 'planned' } }],
    [
      'Priya Nair changed the skipper from Jonas Weber to Ana Kovač',
      { before: { skipper: 'p1' }, after: { skipper: 'p2' } },
    ],
    ['Priya Nair set the skipper to Ana Kovač', { before: { skipper: null }, after: { skipper: 'p2' } }],
    ['Priya Nair removed the skipper, which was Jonas Weber', { before: { skipper: 'p1' }, after: { skipper: null } }],
    [
      'Priya Nair changed the skipper from Jonas Weber to something you may not see',
      { before: { skipper: 'p1' }, after: { skipper: 'p9' } },
    ],
    [
      'Priya Nair moved it from planned to on water',
      { verb: 'moved', before: { state: 'planned' }, after: { state: 'onWater' } },
    ],
    [
      'Priya Nair archived it',
      { verb: 'archived', before: { archived_at: null }, after: { archived_at: '2026-01-01' } },
    ],
    ['Priya Nair restored it', { verb: 'restored' }],
    ['Priya Nair added Ana Kovač to the crew', { before: { crew: ['p1'] }, after: { crew: ['p1', 'p2'] } }],
    [
      'Priya Nair added Ana Kovač to the crew and took Jonas Weber out of the crew',
      { before: { crew: ['p1'] }, after: { crew: ['p2'] } },
    ],
    ['Priya Nair put the crew in another order', { before: { crew: ['p1', 'p2'] }, after: { crew: ['p2', 'p1'] } }],
    ['Priya Nair changed the kind from sailing boat to motor', { before: { kind: 'sail' }, after: { kind: 'motor' } }],
    ['Priya Nair set the kind to OpenBoat', { before: { kind: null }, after: { kind: 'open' } }],
    ['Priya Nair added red to the flags', { before: { flags: [] }, after: { flags: ['red'] } }],
    [
      'Priya Nair changed the price from 10.00 EUR to 12.50 EUR',
      { before: { price_amount: 1000, price_currency: 'EUR' }, after: { price_amount: 1250, price_currency: 'EUR' } },
    ],
    ['Priya Nair changed “Is ours” from no to yes', { before: { is_ours: false }, after: { is_ours: true } }],
    ['Priya Nair set the VAT number to DE1', { before: { vat: null }, after: { vat: 'DE1' } }],
    ['Priya Nair rewrote the story', { before: { story: 'a' }, after: { story: 'b' } }],
    ['Priya Nair changed a value that you may not see', { before: { secret: 'a' }, after: { secret: 'b' } }],
    ['Priya Nair set the name to A', { before: { name: null, secret: 'a' }, after: { name: 'A', secret: 'b' } }],
    [
      'Priya Nair set the name to A, set the skipper to Ana Kovač, set “Started on” to 1 Jan 2026 and one more value',
      { after: { name: 'A', skipper: 'p2', vat: '1', starts_on: '2026-01-01' } },
    ],
    ['Priya Nair renewed it: set “Started on” to 1 Jan 2026', { verb: 'renewed', after: { starts_on: '2026-01-01' } }],
    ['Priya Nair commented', { verb: 'commented', version: null }],
    ['Priya Nair added the file plan.pdf', { verb: 'file_added', version: null, after: { name: 'plan.pdf' } }],
    [
      'Priya Nair added the tags a, b and removed the tag c',
      { verb: 'tagged', version: null, before: { tags: ['c'] }, after: { tags: ['a', 'b'] } },
    ],
    ['Priya Nair finished the task “Paint”', { verb: 'task_done', version: null, after: { title: 'Paint' } }],
    [
      'Priya Nair related it to Ana Kovač (is sailed by)',
      { verb: 'related', version: null, after: { other: 'p2', reads: 'is sailed by' } },
    ],
  ])('%s', (sentence, more) => expect(says(more)).toBe(sentence))

  it('ends with the reason when asked', () => {
    const archived = told({ verb: 'archived', reason: 'it sank' })
    expect(sentenceOf(archived, reading, { withReason: true })).toBe('Priya Nair archived it, because it sank')
    expect(sentenceOf(archived, reading)).toBe('Priya Nair archived it')
  })
  it('cuts long values', () => {
    expect(says({ before: { name: null }, after: { name: 'x'.repeat(200) } })).toHaveLength(
      'Priya Nair set the name to '.length + 80,
    )
  })
})

describe('changes', () => {
  it('leave out what the reader may not see, and name what references point at', () => {
    const entry = told({ before: { skipper: 'p1', secret: 'a' }, after: { skipper: 'p9', secret: 'b' } })
    expect(changesOf(entry, reading)).toEqual([
      {
        field: 'skipper',
        label: 'Skipper',
        before: { id: 'p1', title: 'Jonas Weber' },
        after: { id: 'p9', title: null },
      },
    ])
    expect(idsIn(entry, record)).toEqual(['p1', 'p9'])
  })
})
