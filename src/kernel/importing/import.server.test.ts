import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { registry } from '../../app/records.ts'
import { nobody, type Who } from '../access/who.ts'
import { systemClock } from '../clock.ts'
import { openStore } from '../record/store.server.ts'
import { exportCsv, exportXlsx } from './export.server.ts'
import { forgetOldFiles } from './forget.server.ts'
import type { ImportView } from './import.ts'
import { listRows, refusedCsv } from './import-rows.server.ts'
import { createImport, openImport, readImport, setMapping, startApplying, startUndoing } from './imports.server.ts'
import type { Mapping } from './mapping.ts'
import { importWork } from './work.server.ts'

const { db, connectionString } = await testDatabase()
const log = { info: () => undefined, warn: () => undefined, error: console.error, debug: () => undefined }
const store = openStore({ db, registry, clock: systemClock })
const kernel = { db, registry, clock: systemClock, store, log }
const work = importWork(kernel)
const account = systemClock.id()
const who: Who = { ...nobody, account, name: 'Ada', permissions: new Set(['*']) }
const folder = mkdtempSync(join(tmpdir(), 'importing-'))

beforeAll(async () => {
  await db.query({
    text: `insert into account (id, name, email, roles, created_at, updated_at) values ($1, 'Ada', 'ada@example.com', '{}', now(), now())`,
    values: [account],
  })
})

async function preview(
  lines: readonly string[] | string,
  change: (mapping: Mapping) => Mapping = (mapping) => mapping,
): Promise<ImportView> {
  const path = join(folder, `${systemClock.id()}.csv`)
  writeFileSync(path, typeof lines === 'string' ? lines : lines.join('\r\n'))
  const { id, mapping } = await createImport(kernel, who, { path, fileName: 'people.csv', type: 'person' })
  await setMapping(kernel, who, id, change(mapping))
  await work.run(id)
  return readImport(kernel, who, id)
}

async function apply(id: string): Promise<ImportView> {
  await startApplying(kernel, who, id)
  await work.run(id)
  return readImport(kernel, who, id)
}

const report = async (id: string): Promise<string> =>
  (await Array.fromAsync(refusedCsv(kernel, await openImport(kernel, who, id)))).join('')
const people = store.as(who)

describe('importing people', () => {
  const lines = [
    'Name;E-mail;Employee number;Manager;Started on;Kind',
    'Ada Berg;ada@x.com;1;;1.3.2020;Employee',
    'Bo Dahl;bo@x.com;2;Ada Berg;02.04.2021;Contractor',
    'Cy Ek;cy@x.com;3;bo@x.com;2022-05-06;External contact',
    'Di Falk;di(at)x.com;4;Ada Berg;31.2.2020;Employee',
    'Ed Gran;bo@x.com;5;Ada Berg;;',
    'Flo Holm;flo@x.com;6;Nobody Known;;',
    'Gus Ivar;gus@x.com;7;Hal Jansen;;',
    'Hal Jansen;hal@x.com;8;Gus Ivar;;',
    'Ida Kjaer;ida@x.com;9;4;;',
  ]
  let id = ''

  test('names every row that cannot be taken, with the reason and what to do', async () => {
    const staged = await preview(lines)
    id = staged.id
    expect(staged.status).toBe('ready')
    expect(staged.counts).toEqual({ create: 4, refused: 5, noted: 1 })
    const { rows } = await listRows(kernel, who, id, { outcome: 'refused' })
    const says = Object.fromEntries(
      rows.map(({ title, problems }) => [title, problems.map((problem) => problem.says).join(' ')]),
    )
    expect(says['Di Falk']).toContain("'di(at)x.com'")
    expect(says['Di Falk']).toContain('doesn’t exist')
    expect(says['Ed Gran']).toContain('already stands in line 3')
    expect(says['Flo Holm']).toContain("'Nobody Known'")
    expect(says['Gus Ivar']).toContain('Gus Ivar (line 8) → Hal Jansen (line 9) → Gus Ivar (line 8)')
    expect(says['Hal Jansen']).toContain('circle')
  })

  test('creates people with their managers from the same file, keeps the refused for a report, and says when it is done', async () => {
    const applied = await apply(id)
    expect(applied.status).toBe('applied')
    const { rows } = await people.list('person', { sort: 'name' })
    expect(
      rows.map(({ name, manager, startsOn }) => [name, (manager as { title: string } | null)?.title ?? null, startsOn]),
    ).toEqual([
      ['Ada Berg', null, '2020-03-01'],
      ['Bo Dahl', 'Ada Berg', '2021-04-02'],
      ['Cy Ek', 'Bo Dahl', '2022-05-06'],
      ['Ida Kjaer', null, null],
    ])
    const text = await report(id)
    expect(text.split('\r\n')).toHaveLength(1 + 6 + 1)
    expect(text).toContain('Ida Kjaer')
    const told = await db.query('select account_id, kind from notification')
    expect(told).toContainEqual({ account_id: account, kind: 'import_finished' })
  })

  test('doubles nothing when the same file comes again, and changes nothing', async () => {
    const again = await preview(lines)
    expect(again.isRemembered).toBe(true)
    expect(again.counts).toMatchObject({ skip: 4, refused: 5 })
  })

  test('takes the mended report as it is', async () => {
    const mended = (await report(id))
      .replace('di(at)x.com', 'di@x.com')
      .replace('31.2.2020', '28.2.2020')
      .replace('Ed Gran;bo@x.com', 'Ed Gran;ed@x.com')
      .replace('Ed Gran,bo@x.com', 'Ed Gran,ed@x.com')
      .replace('Nobody Known', 'Ada Berg')
      .replace('7,Hal Jansen', '7,Ada Berg')
    const staged = await preview(mended)
    expect(staged.counts).toEqual({ create: 5, update: 1 })
    await apply(staged.id)
    const { rows } = await people.list('person', { sort: 'name' })
    expect(rows).toHaveLength(9)
    expect(rows.find(({ name }) => name === 'Ida Kjaer')?.manager).toMatchObject({ title: 'Di Falk' })
  })

  test('undoes the import, and the same file brings the people back', async () => {
    await startUndoing(kernel, who, id)
    await work.run(id)
    expect((await readImport(kernel, who, id)).status).toBe('undone')
    expect((await people.list('person', {})).rows.map(({ name }) => name)).not.toContain('Bo Dahl')
    const again = await preview(lines)
    expect(again.counts).toMatchObject({ update: 4 })
    await apply(again.id)
    expect((await people.list('person', {})).rows).toHaveLength(9)
  })
})

describe('exporting people', () => {
  test.each(['csv', 'xlsx'] as const)('writes a %s that imports again without changing anything', async (format) => {
    await store.as(who).createMany(
      'person',
      [
        {
          name: 'Twin',
          email: 'twin1@x.com',
          about: '=SUM(A1)\nsecond line; "quoted"',
          phone: '+49 30 123456',
          startsOn: '2024-02-29',
        },
        { name: 'Twin', email: 'twin2@x.com' },
      ].map((person, i) => ({ ...person, email: `${format}${i}@x.com` })),
    )
    const [twin] = (await people.list('person', { filter: { email: `${format}1@x.com` } })).rows
    await people.create('person', { name: `Below ${format}`, employeeNumber: `007${format}`, manager: twin?.id })
    const exporting = { records: people, record: registry.record('person'), query: {} }
    const path = join(folder, `export.${format}`)
    const needs = { ...kernel, replica: db }
    const parts: Buffer[] = []
    for await (const part of format === 'csv' ? exportCsv(needs, exporting) : exportXlsx(needs, exporting))
      parts.push(Buffer.from(part))
    writeFileSync(path, Buffer.concat(parts))
    const created = await createImport(kernel, who, { path, fileName: `export.${format}`, type: 'person' })
    await setMapping(kernel, who, created.id, created.mapping)
    await work.run(created.id)
    const { counts, rows } = await readImport(kernel, who, created.id)
    expect((await listRows(kernel, who, created.id, { outcome: 'refused' })).rows).toEqual([])
    expect((await listRows(kernel, who, created.id, { outcome: 'update' })).rows).toEqual([])
    expect(counts).toEqual({ skip: rows })
  })
})

describe('an import that is cut short', () => {
  const many = [
    'Name;E-mail;Manager',
    ...Array.from(
      { length: 5000 },
      (_, n) => `Killed ${n};killed${n}@x.com;${n < 10 ? '' : `killed${Math.floor(n / 10)}@x.com`}`,
    ),
  ]
  const later = { ...systemClock, now: () => new Date(Date.now() + 60_000) }

  test('is done once and whole by the next process, wherever the first was killed', { timeout: 120_000 }, async () => {
    const staged = await preview(many)
    expect(staged.counts).toEqual({ create: 5000 })
    await startApplying(kernel, who, staged.id)
    for (const wait of [60, 400]) {
      await db.query({ text: 'update import set leased_until = null where id = $1', values: [staged.id] })
      await killAfter(staged.id, wait)
    }
    await importWork({ ...kernel, clock: later }).run(staged.id)
    const done = await readImport(kernel, who, staged.id)
    expect(done).toMatchObject({ status: 'applied', progress: 5000, counts: { create: 5000 } })
    const [found] = await db.query<{ people: number; entries: number; managed: number }>(
      `select count(*) as people, count(manager) as managed, (select count(*) from history h where h.batch = '${staged.id}') as entries from person where email like 'killed%'`,
    )
    expect(found).toEqual({ people: 5000, entries: 5000, managed: 4990 })
  })

  test('is not touched by a second process while the first one works', async () => {
    const staged = await preview(['Name;E-mail', 'Once;once@x.com'])
    await startApplying(kernel, who, staged.id)
    await Promise.all([work.run(staged.id), importWork({ ...kernel, clock: { ...systemClock } }).run(staged.id)])
    const { rows } = await people.list('person', { filter: { email: 'once@x.com' } })
    expect(rows).toHaveLength(1)
  })
})

/** Lets another process work on an import, and kills it that many milliseconds after it began. */
async function killAfter(id: string, wait: number): Promise<void> {
  const script = join(import.meta.dirname, '../../../test/data/importing/run-import.ts')
  const child = spawn(process.execPath, [script, connectionString, id], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  await setTimeout(wait)
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

describe('what may not be done', () => {
  const limited: Who = { ...who, permissions: new Set(['import.run', 'person.read', 'person.write']) }
  const upload = async (lines: readonly string[], as: Who) => {
    const path = join(folder, `${systemClock.id()}.csv`)
    writeFileSync(path, lines.join('\n'))
    return createImport(kernel, as, { path, fileName: 'x.csv', type: 'person' })
  }

  test('leaves out columns that the caller may not set, and refuses to map them', async () => {
    const created = await upload(['Name,E-mail,Mobile', 'Mo,mo@x.com,+49 1 234567'], limited)
    expect(created.mapping.columns.map(({ field }) => field)).toEqual(['name', 'email', null])
    const columns = created.mapping.columns.with(2, { column: 2, field: 'mobile' })
    await expect(setMapping(kernel, limited, created.id, { ...created.mapping, columns })).rejects.toThrow(
      'You may not set mobile',
    )
  })
  test('refuses who may neither create nor change, and hides the imports of others', async () => {
    await expect(
      upload(['Name', 'X'], { ...who, permissions: new Set(['import.run', 'person.read']) }),
    ).rejects.toThrow('neither create nor change')
    const { id } = await upload(['Name,E-mail', 'X,x9@x.com'], limited)
    const other: Who = { ...limited, account: systemClock.id() }
    await expect(readImport(kernel, other, id)).rejects.toThrow('you may not see it')
  })
  test('says when someone else changed a record between preview and import', async () => {
    const row = await people.create('person', { name: 'Old', email: 'changed@x.com' })
    const staged = await preview(['Name;E-mail', 'New;changed@x.com'])
    expect((await listRows(kernel, who, staged.id, {})).rows[0]?.changes).toEqual([
      { field: 'name', label: 'Name', before: 'Old', after: 'New' },
    ])
    await people.update('person', row.id, { jobTitle: 'Buyer' }, { version: row.version })
    const applied = await apply(staged.id)
    expect(applied.counts).toEqual({ conflict: 1 })
    expect((await people.get('person', row.id)).name).toBe('Old')
  })
  test('keeps a mapping that only updates from creating, and one that only creates from changing', async () => {
    const lines = ['Name;E-mail', 'Changed name;changed@x.com', 'Fresh;fresh@x.com']
    expect((await preview(lines, (mapping) => ({ ...mapping, mode: 'update' }))).counts).toEqual({
      update: 1,
      refused: 1,
    })
    expect((await preview(lines, (mapping) => ({ ...mapping, mode: 'create' }))).counts).toEqual({ skip: 1, create: 1 })
  })
  test('empties only what the mapping says empty cells empty', async () => {
    const lines = ['Name;E-mail;Job title', 'Old;changed@x.com;']
    expect((await preview(lines)).counts).toEqual({ skip: 1 })
    const cleared = await preview(lines, (mapping) => ({ ...mapping, empty: 'clear' }))
    expect((await listRows(kernel, who, cleared.id, {})).rows[0]?.changes).toEqual([
      { field: 'jobTitle', label: 'Job title', before: 'Buyer', after: '' },
    ])
  })
})

test('forgets uploads that nobody used, and the rows of old imports, but not what they did', async () => {
  const unused = await preview(['Name;E-mail', 'Unused;unused@x.com'])
  const left = await preview(['Name;E-mail', 'Left;left@x.com'])
  const used = await preview(['Name;E-mail', 'Used;used@x.com'])
  await apply(used.id)
  const inDays = (days: number) => ({ ...systemClock, now: () => new Date(Date.now() + days * 86_400_000) })
  await db.query({ text: `update import set status = 'staging', leased_until = null where id = $1`, values: [left.id] })
  await forgetOldFiles({ db, clock: inDays(6) })
  expect((await listRows(kernel, who, unused.id, {})).rows).toHaveLength(1)
  await forgetOldFiles({ db, clock: inDays(8) })
  for (const { id } of [unused, left]) await expect(readImport(kernel, who, id)).rejects.toThrow('you may not see it')
  const [rows] = await db.query({
    text: 'select count(*)::int as count from import_row where import = any($1)',
    values: [[unused.id, left.id]],
  })
  expect(rows).toEqual({ count: 0 })
  expect((await listRows(kernel, who, used.id, {})).rows).toHaveLength(1)
  await forgetOldFiles({ db, clock: inDays(91) })
  expect((await listRows(kernel, who, used.id, {})).rows).toEqual([])
  await startUndoing(kernel, who, used.id)
  await work.run(used.id)
  expect((await people.list('person', { filter: { email: 'used@x.com' } })).rows).toEqual([])
})
