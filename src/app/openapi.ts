// Writes docs/openapi.json from the routes; with `--check` only says whether the committed one is fresh.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fastify } from 'fastify'
import { systemClock } from '../kernel/clock.ts'
import { openDb } from '../kernel/database/db.server.ts'
import { openFolderStore } from '../kernel/files/folder-store.server.ts'
import { openApi } from '../kernel/http/openapi.server.ts'
import { openKernel } from '../kernel/open-kernel.server.ts'
import { registry } from './records.ts'
import { installRoutes } from './routes.ts'

const file = path.join(import.meta.dirname, '..', '..', 'docs', 'openapi.json')
const fresh = await describeApi()
if (!process.argv.includes('--check')) {
  writeFileSync(file, fresh)
  console.log('Wrote docs/openapi.json.')
} else if (readFileSync(file, 'utf8') === fresh) console.log('docs/openapi.json is fresh.')
else {
  console.error('docs/openapi.json is stale. Run `node src/app/openapi.ts` and commit what it writes.')
  process.exitCode = 1
}

/** The description of the routes, which are registered but never called: the pool behind them never connects. */
async function describeApi(): Promise<string> {
  const db = openDb({ connectionString: 'postgres://nowhere.invalid/none' })
  const app = fastify({ routerOptions: { maxParamLength: 500 } })
  const kernel = openKernel({
    db,
    registry,
    clock: systemClock,
    files: openFolderStore('build/unused'),
    log: app.log,
    secret: 'unused',
    url: 'http://localhost',
  })
  const described = await installRoutes(app, kernel)
  await app.ready()
  await app.close()
  await db.close()
  return `${JSON.stringify(openApi(described, registry), null, 1)}\n`
}
