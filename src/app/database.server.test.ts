import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { testClock } from '../../test/kit/clock.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { migrationsFolder, readMigrations } from '../kernel/database/migrate.server.ts'
import { restore } from '../kernel/database/restore.server.ts'
import { verifyHistory } from '../kernel/history/verify.server.ts'
import { openStore } from '../kernel/record/store.server.ts'
import { bringUpToDate } from './database.ts'
import { registry } from './records.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-migrating-'))
const config = { data: path.join(folder, 'data') }
const backups = path.join(config.data, 'backups')
const { db } = await testDatabase()
await openStore({ db, registry, clock: testClock() })
  .asSystem('test')
  .create('person', { name: 'Priya', email: 'priya@example.com', kind: 'employee' })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The released migrations and these, as a newer version would bring them. */
function newer(name: string, files: Readonly<Record<string, string>>) {
  const next = path.join(folder, name)
  cpSync(migrationsFolder, next, { recursive: true })
  for (const [file, sql] of Object.entries(files)) writeFileSync(path.join(next, file), sql)
  return readMigrations(next)
}
const isThere = async (table: string) =>
  (await db.query<{ is: boolean }>(`select to_regclass('${table}') is not null as is`))[0]?.is

describe('an upgrade', () => {
  it('that fails changes nothing, and says which file it was and where the backup is', async () => {
    const migrations = newer('broken', {
      '9001-good.sql': 'create table moored (id int)',
      '9002-bad.sql': 'alter table person add column harbour text; alter table nowhere add column x int',
    })
    const failure = await bringUpToDate({ db, config, say: () => undefined, migrations }).catch((error: Error) => error)
    const [backup = ''] = readdirSync(backups)
    expect(failure).toMatchObject({ code: 1, message: expect.stringMatching(/9002-bad\.sql failed: .*"nowhere"/) })
    expect(failure).toMatchObject({ message: expect.stringContaining(path.join(backups, backup)) })
    expect(await isThere('moored')).toBe(false)
    expect(await db.query(`select 1 from pg_attribute where attname = 'harbour'`)).toEqual([])
    expect(await bringUpToDate({ db, config, say: () => undefined })).toEqual({ wasEmpty: false, hasChanged: false })
    rmSync(backups, { recursive: true })
  })

  it('backs up first, so that the backup is what was there before, and runs once however many start at once', async () => {
    const migrations = newer('good', {
      '9001-moored.sql': 'create table moored (id int); insert into moored values (1)',
    })
    const said: string[] = []
    const say = (text: string) => void said.push(text)
    await Promise.all([bringUpToDate({ db, config, say, migrations }), bringUpToDate({ db, config, say, migrations })])
    expect(said.filter((text) => text === 'The database is up to date: 9001-moored.sql.')).toHaveLength(1)
    expect(await db.query('select id from moored')).toEqual([{ id: 1 }])
    const [backup = ''] = readdirSync(backups)
    expect(backup).toMatch(/^before-9001-moored-\d{8}T\d{6}Z\.backup$/)
    const target = await testDatabase({ isEmpty: true })
    await restore(path.join(backups, backup), { db: target.db })
    expect(await target.db.query('select name from person')).toEqual([{ name: 'Priya' }])
    expect(await target.db.query(`select to_regclass('moored') as moored`)).toEqual([{ moored: null }])
    expect((await verifyHistory(target.db)).ok).toBe(true)
  })

  it('is refused by a version that does not know it', async () => {
    await expect(bringUpToDate({ db, config, say: () => undefined })).rejects.toThrow(
      'by a newer version (9001-moored.sql)',
    )
  })
})
