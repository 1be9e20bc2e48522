import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

/** Everything that may differ between two installations, read and checked once at start. */
export interface Config {
  /** The folder of everything kept on this machine. Absolute. */
  readonly data: string
  readonly host: string
  readonly port: number
  /** The address people reach it by, without a slash at the end. */
  readonly url: string
  /** A PostgreSQL of one's own; undefined for the embedded one in `data`. */
  readonly databaseUrl: string | undefined
  /** The same database past a pooler by transaction that databaseUrl leads to; undefined where there is none. */
  readonly directUrl: string | undefined
  readonly replicaUrl: string | undefined
  readonly files: FilesConfig
  /** Where mails are handed in; nowhere without a port. */
  readonly mailIn: MailInConfig
  /** Whether callers who send too much are refused; how much that is, the settings say. */
  readonly hasRateLimits: boolean
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error'
}

/** Where mail servers of this network hand mails in. */
export interface MailInConfig {
  readonly host: string
  readonly smtpPort: number | undefined
  readonly lmtpPort: number | undefined
}

/** Where uploaded files are kept. */
export type FilesConfig =
  | { readonly kind: 'folder'; readonly folder: string }
  | {
      readonly kind: 's3'
      /** Of the bucket, such as https://s3.eu-central-1.amazonaws.com/my-bucket. */
      readonly url: string
      readonly region: string
      readonly accessKey: string
      readonly secretKey: string
    }

/** What is wrong with the configuration, one line each: the name, and what to do. */
export class ConfigProblem extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
  }
}

const port = z.coerce.number({ error: 'a whole number from 1 to 65535' }).int().min(1).max(65535)
const address = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  })

const variables = z.object({
  QUARTERDECK_DATA: z.string().default('./data'),
  QUARTERDECK_PORT: port.default(8080),
  QUARTERDECK_HOST: z.string().default('127.0.0.1'),
  QUARTERDECK_URL: address('http:', 'https:').optional(),
  QUARTERDECK_SECRET: z.string().min(32).optional(),
  QUARTERDECK_RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  QUARTERDECK_LOG: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  QUARTERDECK_MAIL_HOST: z.string().default('127.0.0.1'),
  QUARTERDECK_SMTP_PORT: port.optional(),
  QUARTERDECK_LMTP_PORT: port.optional(),
  QUARTERDECK_FILES_S3_URL: address('http:', 'https:').optional(),
  QUARTERDECK_FILES_S3_REGION: z.string().default('us-east-1'),
  QUARTERDECK_FILES_S3_ACCESS_KEY: z.string().optional(),
  QUARTERDECK_FILES_S3_SECRET_KEY: z.string().optional(),
  DATABASE_URL: address('postgres:', 'postgresql:').optional(),
  DATABASE_DIRECT_URL: address('postgres:', 'postgresql:').optional(),
  DATABASE_REPLICA_URL: address('postgres:', 'postgresql:').optional(),
})
type Name = keyof typeof variables.shape

const wanted: Record<Name, string> = {
  QUARTERDECK_DATA: 'a folder, such as ./data',
  QUARTERDECK_PORT: 'a whole number from 1 to 65535 (also as --port)',
  QUARTERDECK_HOST: 'an address of this machine: 127.0.0.1 for itself only, 0.0.0.0 for everybody who can reach it',
  QUARTERDECK_URL: 'the address people use, such as https://quarterdeck.example.com',
  QUARTERDECK_SECRET: 'at least 32 characters that nobody can guess, such as the output of "openssl rand -base64 32"',
  QUARTERDECK_RATE_LIMITS: 'on, or off while something is measured',
  QUARTERDECK_LOG: 'debug, info, warn or error',
  QUARTERDECK_MAIL_HOST:
    'an address of this machine where mail servers hand mails in: 127.0.0.1 for those of this machine only',
  QUARTERDECK_SMTP_PORT: 'a whole number from 1 to 65535: where mails are handed in by SMTP',
  QUARTERDECK_LMTP_PORT: 'a whole number from 1 to 65535: where mails are handed in by LMTP',
  QUARTERDECK_FILES_S3_URL: 'the address of a bucket, such as https://s3.eu-central-1.amazonaws.com/my-bucket',
  QUARTERDECK_FILES_S3_REGION: 'the name of a region, such as eu-central-1',
  QUARTERDECK_FILES_S3_ACCESS_KEY: 'the access key of the bucket named by QUARTERDECK_FILES_S3_URL',
  QUARTERDECK_FILES_S3_SECRET_KEY: 'the secret key of the bucket named by QUARTERDECK_FILES_S3_URL',
  DATABASE_URL: 'an address such as postgresql://user:password@host:5432/quarterdeck',
  DATABASE_DIRECT_URL:
    'the address of the same database past the pooler, such as postgresql://user:password@host:5432/quarterdeck',
  DATABASE_REPLICA_URL: 'an address such as postgresql://user:password@replica:5432/quarterdeck',
}

/** Reads the environment; `port` (a flag) wins over it. Throws ConfigProblem naming every wrong value, never printing one. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  flags: { readonly port?: string } = {},
): Config {
  const given = Object.entries({ ...env, ...(flags.port === undefined ? {} : { QUARTERDECK_PORT: flags.port }) })
  const parsed = variables.safeParse(
    Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== '')),
  )
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => issue.path[0] as Name))
    throw new ConfigProblem([...names, ...unknown(env)].map((name) => explain(name)))
  }
  const problems = [...unknown(env).map(explain), ...missing(parsed.data)]
  if (problems.length > 0) throw new ConfigProblem(problems)
  return configOf(parsed.data)
}

// A misspelt name would otherwise be passed over in silence.
function unknown(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env).filter((name) => name.startsWith('QUARTERDECK_') && !(name in wanted))
}

function explain(name: string): string {
  if (name in wanted) return `${name} must be ${wanted[name as Name]}.`
  return `${name} is not a setting. There are: ${Object.keys(wanted).join(', ')}.`
}

type Values = z.infer<typeof variables>

function missing(values: Values): string[] {
  const problems: string[] = []
  if (values.DATABASE_REPLICA_URL && !values.DATABASE_URL) {
    problems.push('DATABASE_REPLICA_URL needs DATABASE_URL, the database it is a replica of.')
  }
  if (values.DATABASE_DIRECT_URL && !values.DATABASE_URL) {
    problems.push('DATABASE_DIRECT_URL needs DATABASE_URL, the pooler that it leads past.')
  }
  if (values.QUARTERDECK_FILES_S3_URL) {
    const keys = ['QUARTERDECK_FILES_S3_ACCESS_KEY', 'QUARTERDECK_FILES_S3_SECRET_KEY'] as const
    problems.push(
      ...keys.filter((name) => !values[name]).map((name) => `${name} is missing: set it to ${wanted[name]}.`),
    )
  }
  return problems
}

function configOf(values: Values): Config {
  const data = path.resolve(values.QUARTERDECK_DATA)
  const shownHost = ['0.0.0.0', '::'].includes(values.QUARTERDECK_HOST) ? 'localhost' : values.QUARTERDECK_HOST
  const name = shownHost.includes(':') ? `[${shownHost}]` : shownHost
  return {
    data,
    host: values.QUARTERDECK_HOST,
    port: values.QUARTERDECK_PORT,
    url: (
      values.QUARTERDECK_URL ?? `http://${name === '127.0.0.1' ? 'localhost' : name}:${values.QUARTERDECK_PORT}`
    ).replace(/\/+$/, ''),
    databaseUrl: values.DATABASE_URL,
    directUrl: values.DATABASE_DIRECT_URL,
    replicaUrl: values.DATABASE_REPLICA_URL,
    hasRateLimits: values.QUARTERDECK_RATE_LIMITS === 'on',
    logLevel: values.QUARTERDECK_LOG,
    mailIn: {
      host: values.QUARTERDECK_MAIL_HOST,
      smtpPort: values.QUARTERDECK_SMTP_PORT,
      lmtpPort: values.QUARTERDECK_LMTP_PORT,
    },
    files: filesOf(values, data),
  }
}

function filesOf(values: Values, data: string): FilesConfig {
  if (!values.QUARTERDECK_FILES_S3_URL) return { kind: 'folder', folder: path.join(data, 'files') }
  return {
    kind: 's3',
    url: values.QUARTERDECK_FILES_S3_URL,
    region: values.QUARTERDECK_FILES_S3_REGION,
    accessKey: values.QUARTERDECK_FILES_S3_ACCESS_KEY ?? '',
    secretKey: values.QUARTERDECK_FILES_S3_SECRET_KEY ?? '',
  }
}

/** The secret that signs cookies and links: QUARTERDECK_SECRET, else one made once and kept in `data` for its owner only. */
export function readSecret(config: Pick<Config, 'data'>, env: Readonly<Record<string, string | undefined>>): string {
  if (env.QUARTERDECK_SECRET) return env.QUARTERDECK_SECRET
  const file = path.join(config.data, 'secret')
  mkdirSync(config.data, { recursive: true, mode: 0o711 })
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  } catch {
    // made by an earlier start
  }
  return readFileSync(file, 'utf8').trim()
}
