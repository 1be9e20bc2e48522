import { expect, test } from 'vitest'
import { testClock } from '../../../test/kit/clock.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { system } from '../access/who.ts'
import { appendEntry, emptyChain } from './entry.server.ts'
import { makePartitions } from './partition.server.ts'

const { db } = await testDatabase()
const clock = testClock('2026-12-31T23:59:59.999Z')
const id = clock.id()
await db.query({
  text: `insert into record (id, type, title, entries, chain, search, folded) values ($1, 'thing', 'A thing', 0, $2, '', '')`,
  values: [id, emptyChain.chain],
})
const append = (verb: string) =>
  db.transaction((tx) => appendEntry(tx, { who: system('test'), clock }, { recordId: id, type: 'thing', verb }))
const placed = () =>
  db.query<{ verb: string; partition: string }>(
    'select verb, tableoid::regclass::text as partition from history order by entry',
  )

test('each month has its partition before it begins, and entries at a boundary go to the right one', async () => {
  const first = await makePartitions(db, clock.now())
  expect(first).toEqual(['history_2026_12', 'history_2027_01', 'history_2027_02', 'history_2027_03'])
  await append('last moment of the year')
  clock.advance(1)
  await append('first moment of the next')
  expect(await makePartitions(db, clock.now())).toEqual(['history_2027_04'])
  expect(await makePartitions(db, clock.now())).toEqual([])
  expect(await placed()).toEqual([
    { verb: 'last moment of the year', partition: 'history_2026_12' },
    { verb: 'first moment of the next', partition: 'history_2027_01' },
  ])
})

test('an entry of a month without a partition is kept all the same, and that month stays where it is', async () => {
  clock.set('2028-05-10T12:00:00.000Z')
  await append('long after')
  expect((await placed()).at(-1)).toEqual({ verb: 'long after', partition: 'history_default' })
  expect(await makePartitions(db, clock.now())).toEqual(['history_2028_06', 'history_2028_07', 'history_2028_08'])
})

test('several processes may make partitions at once', async () => {
  clock.set('2030-01-01T00:00:00.000Z')
  const made = await Promise.all([1, 2, 3].map(() => makePartitions(db, clock.now())))
  expect(made.flat().toSorted()).toEqual(['history_2030_01', 'history_2030_02', 'history_2030_03', 'history_2030_04'])
})

test('the history refuses to be changed, in every partition', async () => {
  await expect(db.query(`update history set verb = 'x'`)).rejects.toThrow('append-only')
  await expect(db.query('delete from history_2026_12')).rejects.toThrow('append-only')
  await expect(db.query('delete from history_default')).rejects.toThrow('append-only')
  await expect(db.query('truncate history')).rejects.toThrow('append-only')
})
