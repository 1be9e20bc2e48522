import { authenticate, type DNSResolver } from 'mailauth'
import { resolve } from 'node:dns/promises'
import type { Envelope } from './keep.server.ts'
import type { Verdict } from './mail.ts'
import { checkOf, trustedVerdict } from './trusted-verdict.ts'

interface Judging {
  readonly raw: Buffer
  readonly envelope: Envelope
  /** The server whose own checks are believed. */
  readonly trustedServer: string | null
  /** How names are looked up (the machine's DNS). */
  readonly lookUp?: DNSResolver
  /** How long that may take (4,000 ms). */
  readonly limit?: number
}

/** What is vouched for of a mail: by the server that is believed, else by looking its signatures up here. It never fails; what can't be looked up in time is unknown. */
export async function verdictOf({
  raw,
  envelope,
  trustedServer,
  lookUp = look,
  limit = 4000,
}: Judging): Promise<Verdict> {
  const trusted = trustedServer === null ? null : trustedVerdict(headOf(raw), trustedServer)
  if (trusted) return trusted
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Verdict>((done) => {
    timer = setTimeout(() => done(unknown), limit)
  })
  const checked = check({ raw, envelope, lookUp, limit }).catch(() => unknown)
  try {
    return await Promise.race([checked, late])
  } finally {
    clearTimeout(timer)
  }
}

const unknown: Verdict = { dkim: 'unknown', spf: 'unknown', dmarc: 'unknown', arc: 'unknown', by: null }
const look: DNSResolver = (name, type) => resolve(name, type) as Promise<string[]>
const headOf = (raw: Buffer): string => {
  const top = raw.subarray(0, 300_000).toString('latin1')
  return top.slice(0, /\r?\n\r?\n/.exec(top)?.index ?? top.length)
}

async function check({
  raw,
  envelope,
  lookUp,
  limit,
}: Required<Pick<Judging, 'raw' | 'envelope' | 'lookUp' | 'limit'>>): Promise<Verdict> {
  const isNearby = !envelope.ip || /^(127\.|::1|::ffff:127\.|10\.|192\.168\.)/.test(envelope.ip)
  // Nobody signed it and nobody can say whence it came: there is nothing to look up.
  if (isNearby && !/^(dkim-signature|arc-seal)[ \t]*:/im.test(headOf(raw)))
    return { dkim: 'none', spf: 'none', dmarc: 'none', arc: 'none', by: null }
  const found = await authenticate(raw, {
    ...(isNearby ? {} : { ip: envelope.ip, helo: envelope.helo ?? '', sender: envelope.from ?? '' }),
    mta: 'quarterdeck',
    disableBimi: true,
    resolver: (name, type) => Promise.race([lookUp(name, type), failAfter(limit)]),
  })
  const statuses = found.dkim.results.map(({ status }) => status.result)
  return {
    // A signature over another text than this one is called neutral there.
    dkim: statuses.includes('pass') ? 'pass' : statuses[0] === 'neutral' ? 'fail' : checkOf(statuses[0]),
    spf: isNearby || found.spf === false ? 'none' : checkOf(found.spf.status.result),
    dmarc: found.dmarc === false ? 'none' : checkOf(found.dmarc.status.result),
    arc: found.arc === false ? 'none' : checkOf(found.arc.status.result),
    by: null,
  }
}

const failAfter = (limit: number): Promise<never> =>
  new Promise((_, fail) => {
    setTimeout(() => fail(Object.assign(new Error('too slow'), { code: 'ETIMEOUT' })), limit).unref()
  })
