import { expect, test } from 'vitest'
import { testClock } from '../../../test/kit/clock.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { system } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { appendEntry, emptyChain } from './entry.server.ts'
import { afterRestore, beginning, ceilingOf, entriesAfter, hasEntriesFrom } from './position.server.ts'

const { db } = await testDatabase()
const elsewhere = await testDatabase()
const clock = testClock()
const writer = { who: system('test'), clock }

async function register(on: Db): Promise<string> {
  const id = clock.id()
  await on.query({
    text: `insert into record (id, type, title, entries, chain, search, folded) values ($1, 'thing', 'A thing', 0, $2, '', '')`,
    values: [id, emptyChain.chain],
  })
  return id
}
const append = (on: Db, recordId: string, verb: string) => appendEntry(on, writer, { recordId, type: 'thing', verb })

function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}

/** The end of a transaction in another database may be seen a moment late. */
async function readAll(after = beginning) {
  for (;;) {
    const ceiling = await ceilingOf(db)
    if (!(await hasEntriesFrom(db, ceiling))) return entriesAfter(db, { after, ceiling, limit: 1000 })
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('an entry of a transaction that commits late is not passed over', async () => {
  const [one, two] = [await register(db), await register(db)]
  const [written, leave] = [gate(), gate()]
  const slow = db.transaction(async (tx) => {
    await append(tx, one, 'slow')
    written.open()
    await leave.opened
  })
  await written.opened
  await db.transaction((tx) => append(tx, two, 'quick'))
  // The quick one committed with a higher position; it must wait for the slow one below it.
  const early = await entriesAfter(db, { after: beginning, ceiling: await ceilingOf(db), limit: 10 })
  expect(early.map(({ verb }) => verb)).not.toContain('quick')
  expect(await hasEntriesFrom(db, await ceilingOf(db))).toBe(true)
  leave.open()
  await slow
  const entries = await readAll()
  expect(entries.map(({ verb }) => verb)).toEqual(['slow', 'quick'])
})

test('a transaction that runs long in another database of the server holds nothing up', async () => {
  const id = await register(db)
  const [written, leave] = [gate(), gate()]
  const long = elsewhere.db.transaction(async (tx) => {
    await append(tx, await register(tx), 'long')
    written.open()
    await leave.opened
  })
  await written.opened
  try {
    await db.transaction((tx) => append(tx, id, 'not held up'))
    expect((await readAll()).at(-1)?.verb).toBe('not held up')
  } finally {
    leave.open()
    await long
  }
})

test('what a transaction wrote itself is not complete before it ends', async () => {
  const id = await register(db)
  await db.transaction(async (tx) => {
    await append(tx, id, 'own')
    expect(await hasEntriesFrom(tx, await ceilingOf(tx))).toBe(true)
  })
  expect((await readAll()).at(-1)?.verb).toBe('own')
})

test('whoever follows by position sees each entry once, whatever the writers do', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => register(db)))
  const seen: string[] = []
  const start = (await readAll()).at(-1) ?? beginning
  let [place, isDone] = [start, false]
  const follower = (async () => {
    for (let last = false; !last; ) {
      last = isDone && !(await hasEntriesFrom(db, await ceilingOf(db)))
      const found = await entriesAfter(db, { after: place, ceiling: await ceilingOf(db), limit: 7 })
      seen.push(...found.map(({ verb }) => verb))
      place = found.at(-1) ?? place
      if (found.length > 0) last = false
    }
  })()
  const writes = ids.slice(0, 6).map(async (id, writerNumber) => {
    for (let n = 0; n < 25; n++) {
      await db.transaction(async (tx) => {
        await append(tx, id, `w${writerNumber} ${n}`)
        await tx.query(`select pg_sleep(${((n * 7 + writerNumber * 3) % 10) / 1000})`)
      })
    }
  })
  await Promise.all(writes)
  isDone = true
  await follower
  expect(seen).toHaveLength(150)
  expect(new Set(seen).size).toBe(150)
  for (let w = 0; w < 6; w++) {
    const mine = seen.filter((verb) => verb.startsWith(`w${w} `))
    expect(mine).toEqual(Array.from({ length: 25 }, (_, n) => `w${w} ${n}`))
  }
})

test('after a restore into a younger cluster positions go on growing', async () => {
  const id = await register(db)
  await db.transaction((tx) => append(tx, id, 'before'))
  const far = 1_000_000_000_000
  await db.query('alter table history disable trigger history_append_only')
  await db.query({ text: `update history set position = $1 where verb = 'before'`, values: [far] })
  await db.query('alter table history enable trigger history_append_only')
  const offset = await db.transaction(afterRestore)
  expect(offset).toBeGreaterThan(far / 2)
  await db.transaction((tx) => append(tx, id, 'after'))
  const entries = await readAll()
  expect(entries.slice(-2).map(({ verb }) => verb)).toEqual(['before', 'after'])
  expect(entries.at(-1)?.position).toBeGreaterThan(far)
  expect(await db.transaction(afterRestore)).toBe(offset)
})
