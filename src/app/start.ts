import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { type Config, readSecret } from '../kernel/config.server.ts'
import { createLog } from '../kernel/log.server.ts'
import { createMetrics } from '../kernel/metrics.server.ts'
import { buildWebWhenStale, webFolder } from './build-web.ts'
import type { Kernel } from '../kernel/kernel.server.ts'
import type { Given } from './cli-commands.ts'
import { configuration } from './cli-data.ts'
import { composeKernel } from './compose.ts'
import { bringUpToDate, type OpenDatabase, openDatabase } from './database.ts'
import { Exit, exitCodes } from './exit.ts'
import { fillDemo, forgetUnfinishedDemo, prepareInstallation } from './first-start.ts'
import { addGauges } from './gauges.ts'
import { readinessOf } from './readiness.ts'
import { createServer } from './server.ts'
import { createShutdown, type Shutdown } from './shutdown.ts'
import { checkPort } from './start-port.ts'
import { startWorker } from './worker.ts'

interface Plan {
  readonly config: Config
  readonly isEmpty: boolean
  readonly builds: boolean
  readonly serves: boolean
  readonly works: boolean
}

const say = (text: string): void => console.log(text)

/** `quarterdeck start`: everything in one process, or with DATABASE_URL only the server or only the worker. */
export async function start(flags: Given['flags']): Promise<void> {
  const plan = planOf(flags)
  const log = createLog({ level: logLevel(plan.config), isPretty: process.stderr.isTTY, to: process.stderr })
  const shutdown = createShutdown(say)
  try {
    await run(plan, { log, shutdown })
  } catch (error) {
    if (shutdown.isStopping()) return
    console.error(error instanceof Error ? error.message : String(error))
    if (!(error instanceof Exit)) log.error({ err: error }, 'The start failed.')
    await shutdown.stop(error instanceof Exit ? error.code : exitCodes.failed)
  }
}

function planOf(flags: Given['flags']): Plan {
  const config = configuration({ port: typeof flags.port === 'string' ? flags.port : undefined })
  const isPart = Boolean(flags.server) !== Boolean(flags.worker)
  if (isPart && !config.databaseUrl) {
    throw new Exit(
      exitCodes.badConfiguration,
      '--server and --worker need DATABASE_URL: the embedded database belongs to one process. Leave them out to run both.',
    )
  }
  if (isPart && !process.env.QUARTERDECK_SECRET) {
    throw new Exit(
      exitCodes.badConfiguration,
      '--server and --worker need QUARTERDECK_SECRET, the same for every process: they must accept each other\'s sign-ins. Make one with "openssl rand -base64 32".',
    )
  }
  return {
    config,
    isEmpty: Boolean(flags.empty) || isPart,
    builds: !flags['no-build'],
    serves: !isPart || Boolean(flags.server),
    works: !isPart || Boolean(flags.worker),
  }
}

// A terminal shows the start's own words; the log would push the passwords out of sight.
function logLevel({ logLevel: level }: Config): Config['logLevel'] {
  return process.stdout.isTTY && process.env.QUARTERDECK_LOG === undefined ? 'warn' : level
}

async function run(plan: Plan, { log, shutdown }: { log: Logger; shutdown: Shutdown }): Promise<void> {
  const { config } = plan
  const database = await openDatabase({
    config,
    log,
    command: 'start',
    onLost: () => void shutdown.stop(exitCodes.failed),
  })
  shutdown.onStop(() => database.close())
  if (plan.serves) await checkPort(config)
  const built = plan.serves && plan.builds ? buildWebWhenStale(say) : Promise.resolve()
  const [{ kernel, signIn }] = await Promise.all([prepare(plan, { database, log }), built])
  shutdown.onStop(kernel.customFields.follow())
  if (plan.works)
    shutdown.onStop(await startWorker(kernel, { connectionString: database.connectionString, mailIn: config.mailIn }))
  if (plan.serves) await serve(plan, { database, kernel, log, shutdown, signIn })
  else say('The worker runs. Ctrl-C stops it.')
}

async function prepare(
  { config, isEmpty, serves }: Plan,
  { database, log }: { database: OpenDatabase; log: Logger },
): Promise<{ kernel: Kernel; signIn: readonly string[] }> {
  const { db, replica, embedded } = database
  if (embedded) await forgetUnfinishedDemo({ db, config, say })
  const { wasEmpty, hasChanged } = await bringUpToDate({ db, config, say })
  const kernel = composeKernel({ config, db, replica, log, secret: readSecret(config, process.env) })
  await Promise.all([kernel.customFields.refresh(), kernel.learnZone()])
  const isFirst = wasEmpty && !isEmpty
  const signIn = isFirst
    ? await fillDemo(kernel, { config, say })
    : await prepareInstallation(kernel, { hasChanged, serves })
  return { kernel, signIn }
}

interface Serving {
  readonly database: OpenDatabase
  readonly kernel: Kernel
  readonly log: Logger
  readonly shutdown: Shutdown
  /** How to sign in for the first time, in lines to print. */
  readonly signIn: readonly string[]
}

async function serve({ config }: Plan, { database, kernel, log, shutdown, signIn }: Serving): Promise<void> {
  const app = await createServer({
    kernel,
    log,
    metrics: addGauges(createMetrics(), kernel.db),
    readiness: readinessOf(kernel.db, shutdown),
    webFolder,
    hasRateLimits: config.hasRateLimits,
  })
  shutdown.onStop(() => drain(app))
  await app.listen({ host: config.host, port: config.port })
  const { port } = app.server.address() as AddressInfo
  await database.embedded?.describe(`start (process ${process.pid}) at ${config.host}:${port}`)
  say(
    ['', `Quarterdeck is at ${config.url}`, ...(signIn.length > 0 ? ['', ...signIn, ''] : []), 'Ctrl-C stops it.'].join(
      '\n',
    ),
  )
}

// Requests in hand are finished; a stream that stays open for news is cut.
async function drain(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), 1500)
  await app.close()
  clearTimeout(cut)
}
