import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { registry } from '../../app/records.ts'
import { system } from '../access/who.ts'
import { systemClock } from '../clock.ts'
import type { Db } from '../database/db.server.ts'
import { openStore } from '../record/store.server.ts'
import { exportCsv, exportXlsx } from './export.server.ts'
import type { ImportView } from './import.ts'
import { listRows } from './import-rows.server.ts'
import { createImport, readImport, setMapping, startApplying, startUndoing } from './imports.server.ts'
import { importWork } from './work.server.ts'

const log = { info: () => undefined, warn: () => undefined, error: console.error, debug: () => undefined }
const folder = mkdtempSync(join(tmpdir(), 'importing-states-'))
const who = system('state test')

/** One installation that services come into. */
function installation(db: Db) {
  const store = openStore({ db, registry, clock: systemClock })
  const kernel = { db, replica: db, registry, clock: systemClock, store, log }
  const work = importWork(kernel)
  const services = store.as(who)
  const preview = async (content: string | Buffer): Promise<ImportView> => {
    const path = join(folder, systemClock.id())
    writeFileSync(path, content)
    const { id, mapping } = await createImport(kernel, who, { path, fileName: 'services', type: 'service' })
    await setMapping(kernel, who, id, mapping)
    await work.run(id)
    return readImport(kernel, who, id)
  }
  const bringIn = async (content: string | Buffer): Promise<ImportView> => {
    const { id } = await preview(content)
    await startApplying(kernel, who, id)
    await work.run(id)
    return readImport(kernel, who, id)
  }
  const stands = async (): Promise<Readonly<Record<string, unknown>>> =>
    Object.fromEntries((await services.list('service', { sort: 'name' })).rows.map(({ name, state }) => [name, state]))
  return { kernel, work, services, preview, bringIn, stands }
}

const { db } = await testDatabase()
const here = installation(db)

test('starts a new record in the state its row names, in any case, and the history tells it', async () => {
  await here.bringIn('Name,State\nMail,live\nTelex,RETIRED\nChat,\nWiki,Planned')
  expect(await here.stands()).toEqual({ Chat: 'planned', Mail: 'live', Telex: 'retired', Wiki: 'planned' })
  const [telex] = (await here.services.list('service', { filter: { name: 'Telex' } })).rows
  const entries = await db.query({
    text: `select verb, after ->> 'state' as state from history where record_id = $1`,
    values: [telex?.id],
  })
  expect(entries).toEqual([{ verb: 'created', state: 'retired' }])
})

test('changes the state by a declared move, and refuses what no move does with the states there are', async () => {
  const staged = await here.preview('Name,State,Kind\nWiki,live,\nMail,planned,\nChat,closed,\nTelex,retired,')
  expect(staged.counts).toEqual({ update: 1, refused: 2, skip: 1 })
  const { rows } = await listRows(here.kernel, who, staged.id, {})
  expect(rows.map(({ title, changes, problems }) => [title, ...changes, ...problems.map(({ says }) => says)])).toEqual([
    ['Wiki', { field: 'state', label: 'State', before: 'Planned', after: 'Live' }],
    ['Mail', 'State: this service is Live, and you may make it Retired, not Planned. Correct the cell, or empty it.'],
    ['Chat', "State must be one of: Planned, Live, Retired. The file says 'closed'."],
    ['Telex'],
  ])
  await startApplying(here.kernel, who, staged.id)
  await here.work.run(staged.id)
  expect(await here.stands()).toMatchObject({ Wiki: 'live', Mail: 'live' })
  await startUndoing(here.kernel, who, staged.id)
  await here.work.run(staged.id)
  expect(await here.stands()).toMatchObject({ Wiki: 'planned' })
})

test('brings an archived record back in the state its row names, where a move leads there', async () => {
  const archived = await here.services.create('service', { name: 'Fax' })
  await here.services.move('service', archived.id, 'retire')
  await here.services.archive('service', archived.id)
  const done = await here.bringIn('Name,State\nFax,planned')
  expect(done.counts).toEqual({ refused: 1 })
  const back = await here.bringIn('Name,State,Purpose\nFax,live,Paper over a wire')
  expect(back.counts).toEqual({ update: 1 })
  expect(await here.stands()).toMatchObject({ Fax: 'live' })
})

test.each(['csv', 'xlsx'] as const)('brings an export (%s) into another installation as it was', async (format) => {
  const other = installation((await testDatabase()).db)
  const parts: Buffer[] = []
  const columns = ['name', 'kind', 'purpose', 'criticality', 'hours', 'state']
  const exporting = { records: here.services, record: registry.record('service'), query: { columns } }
  const { kernel } = here
  for await (const part of format === 'csv' ? exportCsv(kernel, exporting) : exportXlsx(kernel, exporting))
    parts.push(Buffer.from(part))
  const file = Buffer.concat(parts)
  const { rows } = await here.services.list('service', { sort: 'name' })
  const again = await here.preview(file)
  expect(again.counts).toEqual({ skip: rows.length })
  const path = join(folder, `plain.${format}`)
  writeFileSync(path, file)
  const { id, mapping } = await createImport(other.kernel, who, { path, fileName: 'x', type: 'service' })
  const isKey = (field: string | null): boolean => field === 'id'
  await setMapping(other.kernel, who, id, {
    ...mapping,
    columns: mapping.columns.filter(({ field }) => !isKey(field)),
    matchOn: ['name'],
  })
  await other.work.run(id)
  await startApplying(other.kernel, who, id)
  await other.work.run(id)
  const there = await other.services.list('service', { sort: 'name' })
  const shown = (all: typeof rows) => all.map((row) => columns.map((name) => row[name]))
  expect(shown(there.rows)).toEqual(shown(rows))
})
