import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { testClock } from '../../../test/kit/clock.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { system } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { type Anchor, anchorHistory } from './anchor.server.ts'
import { appendEntry, emptyChain } from './entry.server.ts'
import { ceilingOf, hasEntriesFrom } from './position.server.ts'
import { verifyHistory } from './verify.server.ts'

const { db } = await testDatabase()
const clock = testClock()
const writer = { who: system('test'), clock }

async function makeChain(entries: number): Promise<string> {
  const id = clock.id()
  await db.query({
    text: `insert into record (id, type, title, entries, chain, search, folded) values ($1, 'thing', 'A thing', 0, $2, '', '')`,
    values: [id, emptyChain.chain],
  })
  for (let n = 1; n <= entries; n++) {
    clock.advance(1000)
    const after = {
      name: `näme ${n}`,
      cost_amount: 1.5e21,
      is_on: n % 2 === 0,
      tags: ['a', null],
      deep: { b: 1, a: [{}] },
    }
    await db.transaction((tx) =>
      appendEntry(tx, writer, { recordId: id, type: 'thing', verb: 'updated', before: { n }, after, reason: `${n}` }),
    )
  }
  return id
}

/** Other test files' transactions on the same server hold the ceiling back for a moment. */
async function anchorAll(): Promise<Anchor | null> {
  for (;;) {
    if (!(await hasEntriesFrom(db, await ceilingOf(db)))) return anchorHistory(db, clock.now())
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Does to the tables what only someone with full rights over the database can. */
function tamper(work: (tx: Db) => Promise<unknown>): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.query(`set local session_replication_role = replica`)
    await work(tx)
  })
}
const kinds = async (): Promise<readonly string[]> =>
  (await verifyHistory(db)).problems.map(({ kind, entry, recordId }) =>
    [kind, entry, recordId === id ? 'here' : recordId].filter((part) => part !== undefined).join(' '),
  )

let id = ''
beforeEach(async () => {
  await tamper(async (tx) => {
    for (const table of ['history', 'anchor', 'record']) await tx.query(`delete from ${table}`)
  })
  await makeChain(3)
  id = await makeChain(6)
  await makeChain(2)
})

describe('an honest history', () => {
  test('verifies, anchored or not, and counts what it checked', async () => {
    expect(await verifyHistory(db)).toEqual({
      ok: true,
      entries: 11,
      chains: 3,
      anchors: 0,
      unanchored: 11,
      problems: [],
      found: 0,
    })
    await anchorAll()
    await makeChain(4)
    await anchorAll()
    await makeChain(1)
    expect(await verifyHistory(db)).toMatchObject({ ok: true, entries: 16, chains: 5, anchors: 2, unanchored: 1 })
    const progress: number[] = []
    await verifyHistory(db, { onProgress: (entries) => progress.push(entries) })
    expect(progress.at(-1)).toBe(16)
  })
  test('is anchored by one process at a time, and only when there is something new', async () => {
    const made = await Promise.all([anchorAll(), anchorAll(), anchorAll()])
    expect(made.filter((anchor) => anchor !== null)).toHaveLength(1)
    expect(await anchorAll()).toBeNull()
  })
})

describe('each kind of tampering is found, at its place', () => {
  const altered: Readonly<Record<string, string>> = {
    verb: `'created'`,
    at: `at + interval '1 day'`,
    'at by a microsecond': `at = at + interval '1 microsecond'`,
    who: `'00000000-0000-7000-8000-000000000000'`,
    who_name: `'Somebody else'`,
    via: `'web'`,
    request_id: `'x'`,
    address: `'10.0.0.1'`,
    batch: `'00000000-0000-7000-8000-000000000000'`,
    before: `'{"n": 4}'`,
    after: `jsonb_set(after, '{deep,a,0}', '{"x":1}')`,
    reason: 'null',
    version: '7',
    type: `'person'`,
    id: `'00000000-0000-7000-8000-000000000000'`,
    hash: `sha256('x')`,
  }
  for (const [column, value] of Object.entries(altered)) {
    test(`altered: ${column}`, async () => {
      const set = value.startsWith('at =') ? value : `${column} = ${value}`
      await tamper((tx) =>
        tx.query({ text: `update history set ${set} where record_id = $1 and entry = 3`, values: [id] }),
      )
      expect(await kinds()).toEqual(['altered 3 here'])
    })
  }
  test('deleted from the middle', async () => {
    await tamper((tx) =>
      tx.query({ text: 'delete from history where record_id = $1 and entry in (2, 3)', values: [id] }),
    )
    const { problems } = await verifyHistory(db)
    expect(problems).toEqual([
      { kind: 'missing', recordId: id, entry: 2, says: `Entries 2 to 3 are missing, so that entry 4 can't be proven.` },
    ])
  })
  test('cut off at the end', async () => {
    await tamper((tx) => tx.query({ text: 'delete from history where record_id = $1 and entry > 4', values: [id] }))
    expect((await verifyHistory(db)).problems).toMatchObject([
      { kind: 'missing', entry: 5, says: 'Entries 5 to 6 are missing at the end.' },
    ])
  })
  test('cut off at the end, with the head put right: the anchor knows', async () => {
    await anchorAll()
    await tamper(async (tx) => {
      await tx.query({ text: 'delete from history where record_id = $1 and entry > 4', values: [id] })
      await tx.query({
        text: `update record set entries = 4, chain = (select hash from history where record_id = $1 and entry = 4) where id = $1`,
        values: [id],
      })
    })
    expect((await verifyHistory(db)).problems).toMatchObject([{ kind: 'anchor', anchor: 1 }])
  })
  test('a whole history gone', async () => {
    await tamper((tx) => tx.query({ text: 'delete from history where record_id = $1', values: [id] }))
    expect(await kinds()).toEqual(['missing 1 here'])
  })
  test('a record gone', async () => {
    await tamper((tx) => tx.query({ text: 'delete from record where id = $1', values: [id] }))
    expect(await kinds()).toEqual(['orphaned here'])
  })
  test('two entries swapped', async () => {
    await tamper((tx) =>
      tx.query({ text: 'update history set entry = 5 - entry where record_id = $1 and entry in (2, 3)', values: [id] }),
    )
    expect(await kinds()).toEqual(['reordered 2 here', 'reordered 3 here'])
  })
  const copy = (entry: number, verb: string, hash = 'hash') =>
    `insert into history (id, at, record_id, type, entry, version, verb, who_name, via, hash)
      select gen_random_uuid(), at, record_id, type, ${entry}, version, '${verb}', who_name, via, ${hash} from history where record_id = $1 and entry = 3`
  test('inserted beside an entry', async () => {
    await tamper((tx) => tx.query({ text: copy(3, 'invented'), values: [id] }))
    const { problems } = await verifyHistory(db)
    expect(problems).toMatchObject([{ kind: 'inserted', entry: 3 }])
  })
  test('inserted before the first', async () => {
    await tamper((tx) => tx.query({ text: copy(0, 'invented'), values: [id] }))
    expect(await kinds()).toEqual(['inserted 0 here'])
  })
  test('inserted after the last', async () => {
    await tamper((tx) => tx.query({ text: copy(7, 'invented'), values: [id] }))
    expect(await kinds()).toEqual(['altered 7 here', 'inserted 7 here'])
  })
  test('the head altered', async () => {
    await tamper((tx) => tx.query({ text: `update record set chain = sha256('x') where id = $1`, values: [id] }))
    expect(await kinds()).toEqual(['head 6 here'])
  })
  test('an anchor altered, one taken out, and the entries under one rewritten', async () => {
    await anchorAll()
    await makeChain(1)
    await anchorAll()
    await makeChain(1)
    await anchorAll()
    await tamper((tx) => tx.query('update anchor set entries = entries + 1 where id = 2'))
    expect(await kinds()).toEqual(['anchor', 'anchor'])
    await tamper((tx) => tx.query('delete from anchor where id = 2'))
    expect((await verifyHistory(db)).problems[0]?.says).toBe('Before anchor 3, 1 anchors are missing.')
  })
  test('a trigger dropped, switched off, or off in one partition', async () => {
    await db.query('alter table history disable trigger history_append_only')
    expect((await verifyHistory(db)).problems.map(({ says }) => says)).toContain(
      'The table history no longer refuses changes.',
    )
    await db.query('alter table history enable trigger history_append_only')
    await db.query('alter table anchor disable trigger anchor_not_emptied')
    expect((await verifyHistory(db)).problems).toMatchObject([{ kind: 'guard' }])
    await db.query('alter table anchor enable trigger anchor_not_emptied')
    expect((await verifyHistory(db)).ok).toBe(true)
  })
})

test('when everything was altered, all of it is counted and the first thousand places are named', async () => {
  await tamper((tx) =>
    tx.query(`insert into history (id, at, record_id, type, entry, verb, who_name, via, hash)
    select gen_random_uuid(), now(), gen_random_uuid(), 'thing', n, 'x', 'x', 'x', sha256('x') from generate_series(1, 1500) n`),
  )
  const { ok, found, problems } = await verifyHistory(db)
  expect([ok, problems.length]).toEqual([false, 1000])
  expect(found).toBeGreaterThanOrEqual(1500)
})

test('whatever single cell of the history is changed, it is found', async () => {
  await anchorAll()
  const columns = [
    'id',
    'at',
    'record_id',
    'type',
    'entry',
    'version',
    'verb',
    'who',
    'who_name',
    'via',
    'request_id',
    'address',
    'batch',
    'before',
    'after',
    'reason',
    'hash',
    'position',
  ]
  const values: Readonly<Record<string, string>> = {
    id: `gen_random_uuid()`,
    at: `at + interval '3 milliseconds'`,
    record_id: `(select id from record where id <> record_id limit 1)`,
    entry: 'entry + 1',
    version: 'coalesce(version, 0) + 1',
    who: 'gen_random_uuid()',
    batch: 'gen_random_uuid()',
    before: `'[1]'`,
    after: `after || '{"x": 0}'`,
    hash: `sha256(hash)`,
    position: 'position + 1000000',
  }
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...columns), fc.integer({ min: 1, max: 6 }), async (column, entry) => {
      const sentinel = new Error('undo')
      const value = values[column] ?? `coalesce(${column}, '') || '.'`
      const found = db.transaction(async (tx) => {
        await tx.query('set local session_replication_role = replica')
        await tx.query({
          text: `update history set ${column} = ${value} where record_id = $1 and entry = $2`,
          values: [id, entry],
        })
        const { ok } = await verifyHistory(tx)
        expect(ok, `${column} of entry ${entry}`).toBe(false)
        throw sentinel
      })
      await expect(found).rejects.toBe(sentinel)
    }),
    { numRuns: 60 },
  )
})
