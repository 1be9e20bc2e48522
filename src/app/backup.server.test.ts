import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testClock } from '../../test/kit/clock.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { backUp, type BackupSummary } from '../kernel/database/backup.server.ts'
import type { Db } from '../kernel/database/db.server.ts'
import { restore } from '../kernel/database/restore.server.ts'
import { anchorHistory } from '../kernel/history/anchor.server.ts'
import { makePartitions } from '../kernel/history/partition.server.ts'
import { verifyHistory } from '../kernel/history/verify.server.ts'
import { openStore } from '../kernel/record/store.server.ts'
import { registry } from './records.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-backup-'))
const file = path.join(folder, 'whole.backup')
const source = await testDatabase()
const clock = testClock()
const people = openStore({ db: source.db, registry, clock }).asSystem('backup test')
let summary: BackupSummary

const person = (n: number) => ({
  name: `Person ${n} \\N with "odd" \\. signs`,
  email: `person${n}@example.com`,
  kind: 'employee',
})
const verify = async (tx: Db) => (await verifyHistory(tx)).problems.map(({ says }) => says)
const memory = (content: Map<string, Buffer>) => ({
  keys: async function* () {
    yield* content.keys()
  },
  read: async (key: string) =>
    (async function* () {
      yield content.get(key) ?? Buffer.alloc(0)
    })(),
  write: async (key: string, data: AsyncIterable<Buffer>) =>
    void content.set(key, Buffer.concat(await Array.fromAsync(data))),
})
const contentOf = async (db: Db) => ({
  people: await db.query('select id, name, email, version, number from person order by id'),
  records: await db.query(
    'select id, type, number, title, entries, encode(chain, $$hex$$) as chain from record order by id',
  ),
  history: await db.query(
    'select id, at, position, entry, verb, before, after, reason, encode(hash, $$hex$$) as hash from history order by id',
  ),
})

beforeAll(async () => {
  await makePartitions(source.db, clock.now())
  await source.db.query(`insert into account (id, name, email, created_at, updated_at)
    values ('01900000-0000-7000-8000-000000000001', 'Somebody', 'somebody@example.com', now(), now());
    insert into session (id, token, account_id, expires_at, created_at, updated_at)
    values ('01900000-0000-7000-8000-000000000002', 'hash', '01900000-0000-7000-8000-000000000001', 'infinity', now(), now());
    insert into viewing (id, session_id, viewer, viewed, started_at, until)
    select '01900000-0000-7000-8000-000000000003', s.id, s.account_id, s.account_id, now(), 'infinity' from session s`)
  const outcomes = await people.createMany(
    'person',
    Array.from({ length: 500 }, (_, n) => person(n)),
    { reason: 'several\nlines\tand \\ signs' },
  )
  expect(outcomes.filter(({ ok }) => !ok)).toEqual([])
  await anchorHistory(source.db, clock.now())
  const files = memory(new Map([['a'.repeat(64), Buffer.from('a stored file')]]))
  let isDone = false
  const writer = (async () => {
    for (let n = 1000; !isDone; n++) await people.create('person', person(n))
  })()
  summary = await backUp(file, { db: source.db, files, application: 'test' })
  isDone = true
  await writer
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a backup made while others write', () => {
  it('holds one instant, and appears only when it is complete', () => {
    expect(summary.files).toBe(1)
    expect(summary.rows).toBeGreaterThan(1500)
    expect(readdirSync(folder)).toEqual(['whole.backup'])
    expect(statSync(file).mode & 0o077).toBe(0)
  })

  it('comes back the same in an empty database, with a whole history', async () => {
    const { db } = await testDatabase({ isEmpty: true })
    const stored = new Map<string, Buffer>()
    const restored = await restore(file, { db, files: memory(stored), verify })
    expect(restored).toMatchObject({ rows: summary.rows, files: 1, migrated: [] })
    expect(stored.get('a'.repeat(64))?.toString()).toBe('a stored file')
    const [before, after] = [await contentOf(source.db), await contentOf(db)]
    const ids = new Set(after.records.map((row) => (row as { id: string }).id))
    expect(ids.size).toBeGreaterThanOrEqual(500)
    expect(after.people).toEqual(before.people.filter((row) => ids.has((row as { id: string }).id)))
    expect(after.history.length).toBe(ids.size)
    expect((await verifyHistory(db)).ok).toBe(true)
  })

  it('goes on where it stopped: numbers, references and history continue', async () => {
    const { db } = await testDatabase({ isEmpty: true })
    await restore(file, { db, files: memory(new Map()), verify })
    const restored = openStore({ db, registry, clock }).asSystem('after the restore')
    const row = await restored.create('person', {
      ...person(9999),
      manager: (await restored.list('person', { limit: 1 })).rows[0]?.id,
    })
    expect(row.version).toBe(1)
    await anchorHistory(db, clock.now())
    expect(await verifyHistory(db)).toMatchObject({ ok: true })
    await expect(db.query('delete from record')).rejects.toThrow()
    await expect(db.query(`update history set verb = 'nothing'`)).rejects.toThrow()
  })

  it('leaves nobody signed in', async () => {
    const { db } = await testDatabase({ isEmpty: true })
    await restore(file, { db, files: memory(new Map()) })
    expect(await db.query('select email from account')).toEqual([{ email: 'somebody@example.com' }])
    expect(await db.query('select 1 from session')).toEqual([])
  })
})

describe('a backup that is not whole', () => {
  const broken = path.join(folder, 'broken.backup')
  const attempt = async (change: (bytes: Buffer) => void, shorter = 0) => {
    const bytes = readFileSync(file)
    change(bytes)
    writeFileSync(broken, bytes)
    if (shorter > 0) truncateSync(broken, bytes.length - shorter)
    const { db } = await testDatabase({ isEmpty: true })
    const failure = await restore(broken, { db, files: memory(new Map()), verify }).catch((error: unknown) => error)
    const tables = await db.query(
      `select 1 from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    )
    return { says: failure instanceof Error ? failure.message : 'it was restored', tables: tables.length }
  }

  it('is refused with the entry and the byte where it breaks off, and nothing stays', async () => {
    const { says, tables } = await attempt(() => undefined, 40)
    expect(says).toMatch(/breaks off: the file is shorter than it was \(at byte \d+\)/)
    expect(tables).toBe(0)
  })

  it('is refused with the entry where a byte changed', async () => {
    const { says, tables } = await attempt((bytes) =>
      bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1),
    )
    expect(says).toMatch(/(table|file) "\w+" is damaged \(at byte \d+\)\. Nothing was changed/)
    expect(tables).toBe(0)
  })

  it('is refused when it is something else', async () => {
    expect((await attempt((bytes) => bytes.write('PK'))).says).toBe('This file is not a backup of Quarterdeck.')
  })
})

describe('a restore', () => {
  it('refuses a database that is not empty, and says what is in it', async () => {
    await expect(restore(file, { db: source.db })).rejects.toThrow(
      /empty database only, and this one has tables \(account/,
    )
  })

  it('finds a history that was tampered with before the backup', async () => {
    const { db } = await testDatabase()
    const written = await openStore({ db, registry, clock }).asSystem('tampering').create('person', person(1))
    await db.query('alter table history disable trigger user')
    await db.query({
      text: `update history set after = after || '{"name": "Somebody else"}' where record_id = $1`,
      values: [written.id],
    })
    await db.query('alter table history enable trigger user')
    expect((await verifyHistory(db)).ok).toBe(false)
    const tampered = path.join(folder, 'tampered.backup')
    await backUp(tampered, { db, application: 'test' })
    const target = await testDatabase({ isEmpty: true })
    await expect(restore(tampered, { db: target.db, verify })).rejects.toThrow('tampered with')
  })
})
