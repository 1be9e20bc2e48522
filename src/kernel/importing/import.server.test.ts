import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { registry } from '../../app/records.ts'
import { nobody, type Who } from '../access/who.ts'
import { systemClock } from '../clock.ts'
import { openStore } from '../record/store.server.ts'
import { exportCsv, exportXlsx } from './export.server.ts'
import type { ImportView } from './import.ts'
import { listRows, refusedCsv } from './import-rows.server.ts'
import { createImport, openImport, readImport, setMapping, startApplying, startUndoing } from './imports.server.ts'
import type { Mapping } from './mapping.ts'
import { importWork } from './work.server.ts'

const { db } = await testDatabase()
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

  test('creates people with their managers from the same file, and keeps the refused for a report', async () => {
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
    expect((rows.find(({ name }) => name === 'Ida Kjaer')?.manager as { title: string }).title).toBe('Di Falk')
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
