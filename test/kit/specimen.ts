import { tableOf } from '../../src/kernel/database/declared.server.ts'
import type { Db } from '../../src/kernel/database/db.server.ts'
import { type AnyRecord, defineRecord } from '../../src/kernel/record/define.ts'
import { f } from '../../src/kernel/record/field.ts'
import { nobody, type Who } from '../../src/kernel/access/who.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import type { Failure } from '../../src/kernel/errors.ts'
import { openStore } from '../../src/kernel/record/store.server.ts'
import { testDatabase } from './database.ts'
import { createRegistry } from '../../src/kernel/record/registry.ts'

/** A record that has one field of every kind, to try the kernel on. */
export const Specimen = defineRecord('specimen', {
  label: ['Specimen', 'Specimens'],
  about: 'One of everything.',
  number: 'SPC-{000}',
  traits: ['comments', 'files', 'tags', 'watchers', 'relations', 'tasks'],
  fields: {
    title: f.text({ required: true, max: 60, search: 'A', index: true }),
    code: f.text({ unique: true, max: 20 }),
    story: f.longText({ search: 'C' }),
    size: f.int({ min: 0, max: 1_000_000, index: true }),
    weight: f.decimal({ scale: 3 }),
    price: f.money({}),
    share: f.percent({ min: 0, max: 100 }),
    foundOn: f.date({ index: true }),
    seenAt: f.dateTime({}),
    keptFor: f.duration({}),
    isRare: f.bool({ default: false }),
    kind: f.choice(['rock', 'plant', 'beast'], { default: 'rock' }),
    colours: f.choices(['red', 'green', 'blue']),
    keeper: f.ref('specimen', { index: true }),
    parent: f.ref('specimen', { tree: true, onArchive: 'restrict' }),
    kin: f.refs('specimen', {}),
    email: f.email({}),
    website: f.url({}),
    phone: f.phone({}),
    address: f.ip({}),
    paint: f.colour({}),
    extra: f.json<{ note: string }>()({
      check: (value) => (typeof value === 'object' && value !== null && 'note' in value ? null : 'needs a note.'),
    }),
    secret: f.text({ read: 'specimen.see_secret' }),
    sizeTwice: f.computed<number>('int', { sql: 't.size * 2' }),
    shout: f.computed<string>('text', { from: (row: { title: string }) => row.title.toUpperCase() }),
  },
  states: {
    start: 'found',
    all: ['found', 'shown', 'lost'],
    moves: {
      show: { from: ['found'], to: 'shown', label: 'Put on show' },
      lose: { from: ['found', 'shown'], to: 'lost', label: 'Report lost' },
    },
  },
  access: {
    read: { anyOf: [{ holds: 'specimen.read' }, { isSelf: 'keeper' }] },
    create: { anyOf: [{ holds: 'specimen.write' }, { isSelf: 'keeper' }] },
    update: { anyOf: [{ holds: 'specimen.write' }, { isSelf: 'keeper' }] },
    archive: { holds: 'specimen.archive' },
  },
  actions: {
    weigh: {
      label: 'Weigh',
      can: { holds: 'specimen.write' },
      from: ['found'],
      input: { kilos: f.decimal({ required: true, scale: 3 }) },
    },
  },
  list: { columns: ['number', 'title', 'size', 'state'], sort: 'title', views: { Rare: { isRare: true } } },
  page: [{ panel: 'All', shows: ['title', 'size'] }],
  matchOn: ['code'],
  check: (row) => [row.size !== null && row.size === 13 && { field: 'size', says: 'Thirteen is unlucky.' }],
})

export const specimenRegistry = createRegistry([Specimen], [])

/** Makes the specimen's table in a migrated database. */
export const makeSpecimenTable = (db: Db): Promise<unknown> => db.query(tableOf(Specimen as unknown as AnyRecord))

/** A store over specimens in a database of the test file's own, a caller who may do everything, and one of everything. */
export async function specimenStore() {
  const { db, statementsOf } = await testDatabase()
  await db.query(tableOf(Specimen as unknown as AnyRecord))
  const store = openStore({
    db,
    registry: specimenRegistry,
    clock: systemClock,
    actions: {
      'specimen.weigh': async ({ records, row, input, changing }) =>
        void (await records.update('specimen', row.id, { weight: input.kilos }, changing)),
    },
  })
  return { db, statementsOf, store, all: store.as(someone(['specimen.*'])) }
}

/** A caller with these permissions, whom this record stands for. */
export const someone = (permissions: readonly string[], self: string | null = null): Who => ({
  ...nobody,
  account: crypto.randomUUID(),
  name: 'Test',
  self,
  permissions: new Set(permissions),
})

/** What the work failed with; the test fails when it didn't. */
export const failure = async (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => {
      throw new Error('This should have failed.')
    },
    (error: Failure) => error,
  )

/** Values for every kind of field. */
export const everything = {
  title: 'Ammonite',
  code: 'A-1',
  story: '# Found',
  size: 7,
  weight: '1.250',
  price: { amount: '12.50', currency: 'EUR' },
  share: '12.50',
  foundOn: '2026-02-28',
  seenAt: '2026-03-01T10:00:00.000Z',
  keptFor: 3600,
  isRare: true,
  kind: 'rock',
  colours: ['red', 'blue'],
  email: 'ada@example.com',
  website: 'https://example.com/',
  phone: '+49 30 901820',
  address: '2001:db8::1',
  paint: '#ff0000',
  extra: { note: 'fragile' },
  secret: 'hush',
}
