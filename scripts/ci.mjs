// `npm run ci`: everything, the same here and in CI. At the end it names each failure once more; the last line
// counts checks and tests together.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { debianPostgres, startDebianPostgres } from './check/debian-postgres.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const sizeLimit = join(dirname(createRequire(import.meta.url).resolve('size-limit/package.json')), 'bin.js')
/** Tests of whole processes and of foreign servers: what they ask of the database others ask, too, and they take long. */
const notOfTheDatabase = [
  'test/{chaos,processes,fuzz}/**',
  '**/*{killed-,postfix,active-directory,lemonldap,intake,processes,start,webhook}*.server.test.ts',
  // Signed assertions and tokens of identity providers, and passwords: work of the processor, their statements are plain.
  '**/*{saml,oidc,sign-in,second-step,passkey}*.server.test.ts',
  // Texts of contracts and the description of the API: work of the processor, too.
  '**/{reading,read-document,openapi}.server.test.ts',
  // PostgreSQL that comes along, in the version that comes along.
  'src/kernel/database/embedded*.server.test.ts',
]
/**
 * Every record has the same checks of its table, API, access and history, which took a fifth of this stage; what they ask
 * the database differs by kinds of fields, not by record. These few have all of it: references, trees, states, figures
 * worked out, money, structures, secrets, settings; `all-kinds` has every kind of field.
 */
const recordsAsked = ['person', 'business-unit', 'ticket', 'contract', 'automation-rule', 'identity-provider']
const sameChecks = [`**/!(${recordsAsked.join('|')}).record.test.ts`, '**/!(mail).settings.test.ts']

const total = { passed: 0, failed: 0 }
const failures = []

await counted('Checks', ['scripts/check.mjs'])
await counted('Tests', ['scripts/test.mjs'])
await onDebianPostgres()
await counted('Size of the web app', [sizeLimit])
for (const failure of failures) console.log(failure)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

/** The server's tests once more, on the oldest PostgreSQL that is promised. */
async function onDebianPostgres() {
  const programs = debianPostgres()
  if (!programs) return console.log('\nSkipped: no PostgreSQL from the distribution here (apt-get install postgresql).')
  const server = await startDebianPostgres(programs)
  try {
    const left = [...notOfTheDatabase, ...sameChecks].flatMap((files) => ['--exclude', files])
    const env = { TEST_DATABASE_URL: server.connectionString }
    await counted(
      `Server tests on PostgreSQL ${programs.version}`,
      ['scripts/test.mjs', '--project', 'server', ...left],
      env,
    )
  } finally {
    await server.stop()
  }
}

async function counted(title, args, env = {}) {
  console.log(`\n── ${title}`)
  const start = performance.now()
  const { code, output } = await run(args, env)
  const [, passed, failed] = [...output.matchAll(/^(\d+) passed, (\d+) failed/gm)].at(-1) ?? [null, 0, 0]
  const isCounted = Number(passed) + Number(failed) > 0
  total.passed += isCounted ? Number(passed) : Number(code === 0)
  total.failed += Number(failed) || Number(code !== 0)
  if (code !== 0) failures.push(title, ...(output.match(/^failed: .+$/gm) ?? []))
  console.log(`   ${((performance.now() - start) / 1000).toFixed(0)} s`)
}

function run(args, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const parts = []
    child.stdout.on('data', (part) => {
      parts.push(part)
      process.stdout.write(part)
    })
    child.on('close', (code) => resolve({ code, output: Buffer.concat(parts).toString() }))
  })
}
