import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino'

const secretNames =
  /^(authorization|cookie|set-cookie|password|current_?password|new_?password|code|token|secret|access_?token|refresh_?token|api_?key|x-api-key)$/i
const hidden = '[hidden]'

export interface LogOptions {
  readonly level?: 'debug' | 'info' | 'warn' | 'error'
  /** Lines for people instead of JSON: when a person watches a terminal. */
  readonly isPretty?: boolean
  /** Where lines go (standard output). */
  readonly to?: DestinationStream
}

/** The log: one JSON object a line (or a line for people), with no secret, whatever it is handed. */
export function createLog({ level = 'info', isPretty = false, to = process.stdout }: LogOptions = {}): Logger {
  const destination = isPretty ? { write: (line: string) => void to.write(forPeople(line)) } : to
  return pino(
    {
      level,
      base: { process: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (entry) => withoutSecrets(entry) as Record<string, unknown>,
      },
      serializers: { err: errorOf, error: errorOf },
    },
    destination,
  )
}

/** A copy without the values of names such as password, code, token, cookie, and without passwords inside addresses. */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return withoutPasswords(value)
  if (value === null || typeof value !== 'object' || depth > 6) return value
  if (value instanceof Error) return depth === 0 ? value : errorOf(value)
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretNames.test(name) ? hidden : withoutSecrets(item, depth + 1),
    ]),
  )
}

// postgresql://user:password@host, and ?code=… or ?token=… in a requested address.
function withoutPasswords(text: string): string {
  return text
    .replace(/(\w+:\/\/[^\s:/@]+):[^\s@/]+@/g, `$1:${hidden}@`)
    .replace(/([?&](?:code|token|secret|password|api_?key)=)[^&\s"]+/gi, `$1${hidden}`)
}

function errorOf(error: unknown): unknown {
  if (!(error instanceof Error)) return withoutSecrets(error, 1)
  const code = 'code' in error ? { code: error.code } : {}
  const cause = error.cause === undefined ? {} : { cause: errorOf(error.cause) }
  return {
    type: error.name,
    message: withoutPasswords(error.message),
    ...code,
    stack: withoutPasswords(error.stack ?? ''),
    ...cause,
  }
}

interface Line {
  readonly time: string
  readonly level: string
  readonly msg?: string
  readonly method?: string
  readonly path?: string
  readonly status?: number
  readonly ms?: number
  readonly requestId?: string
  readonly err?: { readonly message?: string; readonly stack?: string }
}

function forPeople(json: string): string {
  const { time, level, msg = '', method, path, status, ms, requestId, err } = JSON.parse(json) as Line
  const request = method
    ? ` ${method} ${path} ${status ?? ''} ${ms === undefined ? '' : `${ms} ms`} ${requestId ?? ''}`
    : ''
  const problem = err ? `\n${err.stack ?? err.message}` : ''
  const mark = level === 'info' || level === 'debug' ? '' : ` ${level}:`
  return `${time.slice(11, 19)}${mark} ${msg}${request.trimEnd()}${problem}\n`
}
