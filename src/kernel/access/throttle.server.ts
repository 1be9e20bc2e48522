import { isIPv6 } from 'node:net'
import type { Db } from '../database/db.server.ts'
import { Failure } from '../errors.ts'

/** How often something may be tried under one key before each further try has to wait, and how long that wait grows to. */
export interface Limit {
  readonly key: string
  readonly free: number
  /** Seconds after the first try too many; doubles with each further one. */
  readonly firstWait: number
  readonly longestWait: number
  /** One try is forgotten each so many seconds. */
  readonly forgetsEvery: number
}

export interface Throttle {
  /** Counts one try under every key, before it is made, so that parallel tries can't slip through. Throws TooMany when one of them must wait. */
  readonly attempt: (limits: readonly Limit[]) => Promise<void>
  /** The try was right: forgets the keys of the one who tried, and takes this try back from those shared with others. */
  readonly succeeded: (own: readonly string[], shared: readonly string[]) => Promise<void>
}

/** Limits that hold over all server processes, kept in PostgreSQL. */
export function throttle({ db, now }: { readonly db: Db; readonly now: () => Date }): Throttle {
  return {
    attempt: async (limits) => {
      const at = now()
      const sorted = [...limits].sort((a, b) => (a.key < b.key ? -1 : 1))
      const counted = await db.query<{ key: string }>({
        text: countTry,
        values: [...columnsOf(sorted), at],
      })
      if (counted.length === limits.length) return
      const [blocked] = await db.query<{ until: Date }>({
        text: 'select max(blocked_until) as until from throttle where key = any($1)',
        values: [sorted.map((limit) => limit.key)],
      })
      throw new TooMany(Math.max(1, Math.ceil(((blocked?.until ?? at).getTime() - at.getTime()) / 1000)))
    },
    succeeded: async (own, shared) => {
      await db.query({ text: 'delete from throttle where key = any($1)', values: [own] })
      await db.query({
        text: 'update throttle set attempts = greatest(attempts - 1, 0), blocked_until = least(blocked_until, $2) where key = any($1)',
        values: [shared, now()],
      })
    },
  }
}

const columnsOf = (limits: readonly Limit[]): readonly unknown[] => [
  limits.map((limit) => limit.key),
  limits.map((limit) => limit.free),
  limits.map((limit) => limit.firstWait),
  limits.map((limit) => limit.longestWait),
  limits.map((limit) => limit.forgetsEvery),
]

/** Too many tries; `seconds` until the next one is heard, also sent as `Retry-After`. */
export class TooMany extends Failure {
  readonly seconds: number
  constructor(seconds: number) {
    super('TooMany', `Too many tries. Wait ${inWords(seconds)} and try again.`)
    this.seconds = seconds
  }
}

/** The network that an address belongs to: one IPv4 address, or the /64 that one IPv6 customer has. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1]) return mapped[1]
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? []
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const zeros = address.includes('::') ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0') : []
  return `${[...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => part.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

const inWords = (seconds: number): string =>
  seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`

// A key that must wait isn't updated, so it isn't returned either. Each key forgets one try after the other as time goes by.
const countTry = `
  insert into throttle as t (key, attempts, blocked_until, updated_at)
  select g.key, 1, $6::timestamptz, $6::timestamptz from unnest($1::text[]) as g(key)
  on conflict (key) do update set (attempts, blocked_until, updated_at) = (
    select tries, $6::timestamptz + case when tries < l.free then interval '0' else make_interval(secs => least(l.longest, l.first * power(2, least(tries - l.free, 30)))) end, $6::timestamptz
    from unnest($1::text[], $2::int[], $3::float8[], $4::float8[], $5::float8[]) as l(key, free, first, longest, forgets),
      lateral (select greatest(0, t.attempts - extract(epoch from $6::timestamptz - t.updated_at)::float8 / l.forgets) + 1 as tries) as counted
    where l.key = t.key
  )
  where t.blocked_until <= $6
  returning key`
