import { tableOf } from '../../src/kernel/database/declared.server.ts'
import type { Db } from '../../src/kernel/database/db.server.ts'
import type { AnyRecord } from '../../src/kernel/record/define.ts'
import { nobody, type Who } from '../../src/kernel/access/who.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import type { Failure } from '../../src/kernel/errors.ts'
import { openStore, type StoreOptions } from '../../src/kernel/record/store.server.ts'
import { testDatabase } from './database.ts'
import { Specimen, specimenRegistry } from './specimen-record.ts'

export { Specimen, specimenRegistry }

/** Makes the specimen's table in a migrated database. */
export const makeSpecimenTable = (db: Db): Promise<unknown> => db.query(tableOf(Specimen as unknown as AnyRecord))

/** A store over specimens in a database of the test file's own, a caller who may do everything, and one of everything. */
export async function specimenStore({ seal }: Pick<StoreOptions, 'seal'> = {}) {
  const { db, statementsOf } = await testDatabase()
  await db.query(tableOf(Specimen as unknown as AnyRecord))
  const store = openStore({
    db,
    registry: specimenRegistry,
    clock: systemClock,
    ...(seal && { seal }),
    actions: {
      'specimen.weigh': async ({ records, row, input, changing }) =>
        void (await records.update('specimen', row.id, { weight: input.kilos }, changing)),
    },
  })
  return { db, statementsOf, store, registry: specimenRegistry, all: store.as(someone(['specimen.*'])) }
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
