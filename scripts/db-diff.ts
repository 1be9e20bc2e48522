// `npm run db:diff [name]` writes the next migration: what the declared schema has and the migrations don't.
// `--check` only says whether there is such a difference. `--first` writes migrations/0001-ground.sql anew, before the first release.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run } from '@pgkit/migra'
import { registry } from '../src/app/records.ts'
import { openDb } from '../src/kernel/database/db.server.ts'
import { declaredSchema } from '../src/kernel/database/declared.server.ts'
import { startEmbedded } from '../src/kernel/database/embedded.server.ts'
import { migrate, migrationsFolder, readMigrations } from '../src/kernel/database/migrate.server.ts'

const args = process.argv.slice(2)
if (args.includes('--first')) {
  writeFileSync(path.join(migrationsFolder, '0001-ground.sql'), `${declaredSchema(registry)}\n`)
  console.log('Wrote migrations/0001-ground.sql.')
} else if (args.includes('--check') && existsSync(proof())) {
  console.log('The migrations make the declared schema, as proven before.')
} else {
  const sql = await difference()
  if (sql === '') {
    remember()
    console.log('The migrations make the declared schema.')
  } else if (args.includes('--check')) {
    console.error(
      `The declared schema differs from the migrations. Run \`npm run db:diff\`, and read what it writes:\n${sql}`,
    )
    process.exitCode = 1
  } else console.log(`Wrote ${write(sql, args[0] ?? 'change')}. Read it before you commit it.`)
}

/** Stands for a proof that these migrations make this schema, by these versions of what compares them. */
function proof(): string {
  const packages = readFileSync(path.join(migrationsFolder, '..', 'package-lock.json'))
  const said = [declaredSchema(registry), ...readMigrations().map(({ name, hash }) => `${name} ${hash}`), packages]
  const hash = said.reduce((sum, part) => sum.update(part).update('\0'), createHash('sha256')).digest('hex')
  return path.join(migrationsFolder, '..', 'node_modules', '.cache', 'quarterdeck', `schema-${hash}`)
}

function remember(): void {
  mkdirSync(path.dirname(proof()), { recursive: true })
  writeFileSync(proof(), '')
}

/** The statements that lead from the migrated schema to the declared one. */
async function difference(): Promise<string> {
  const data = mkdtempSync(path.join(tmpdir(), 'quarterdeck-diff-'))
  const quiet = { info: () => undefined, warn: console.warn, error: console.error }
  const embedded = await startEmbedded({ data, holder: 'db:diff', isDurable: false, log: quiet })
  try {
    const address = (name: string): string => embedded.connectionString.replace(/\/[^/?]+(\?|$)/, `/${name}$1`)
    const admin = openDb({ connectionString: embedded.connectionString, max: 1 })
    await admin.query('create database migrated')
    await admin.query('create database declared')
    await admin.close()
    await onDatabase(address('migrated'), async (db) => {
      await migrate(db)
      await db.query('drop table migration')
    })
    await onDatabase(address('declared'), (db) => db.query(declaredSchema(registry)))
    const migration = await run(address('migrated'), address('declared'), { unsafe: true })
    return migration.sql.trim()
  } finally {
    await embedded.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

async function onDatabase(
  connectionString: string,
  work: (db: ReturnType<typeof openDb>) => Promise<unknown>,
): Promise<void> {
  const db = openDb({ connectionString, max: 1 })
  try {
    await work(db)
  } finally {
    await db.close()
  }
}

function write(sql: string, name: string): string {
  const next = String(readMigrations().length + 1).padStart(4, '0')
  const file = path.join(migrationsFolder, `${next}-${name.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase()}.sql`)
  writeFileSync(file, `${sql}\n`)
  return path.relative(process.cwd(), file)
}
