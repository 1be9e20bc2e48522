import { isIP } from 'node:net'
import { insideWords, isWithin } from './ranges.server.ts'

/** What an operator lets Quarterdeck reach besides the public internet: names of hosts, `*.` before a domain, addresses, ranges. */
export type Allowed = readonly string[]

/** Where a request goes: the host as it is written, and as an address where it is one. */
export interface Target {
  readonly url: URL
  readonly host: string
  /** The operator named this host, so that its addresses are let be. */
  readonly isNamed: boolean
}
/** Why a request isn't sent, in words. */
export class Refused extends Error {}

const ways = ['http:', 'https:']

/** Reads where a request is to go, before any name is looked up. Throws Refused, also for ways of writing an address that only serve to disguise it. */
export function readTarget(text: string, allowed: Allowed): Target {
  if (!URL.canParse(text)) throw new Refused('This isn’t an address. Write it as https://example.com/path.')
  const url = new URL(text)
  if (!ways.includes(url.protocol)) throw new Refused('Only addresses that begin with https:// or http:// are called.')
  if (url.username !== '' || url.password !== '' || /^[^/?#]*\/\/[^/?#]*@/.test(text.trim().replaceAll('\\', '/')))
    throw new Refused('The address must not carry a user or a password.')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isPlain(text, host)) throw new Refused(`Write the address plainly: this one means ${host}.`)
  const target = { url, host, isNamed: isNamedIn(host, allowed) }
  if (isIP(host) !== 0) mayConnect(host, target, allowed)
  return target
}

/** Throws Refused when a host leads to an address that must not be called. Ask it of the very address that is connected to. */
export function mayConnect(
  address: string,
  { host, isNamed }: Pick<Target, 'host' | 'isNamed'>,
  allowed: Allowed,
): void {
  const says = insideWords(address)
  if (says === null || isNamed || isWithin(address, allowed)) return
  const leads = host === address ? `${address} is an address` : `${host} leads to ${address}, an address`
  throw new Refused(
    `${leads} ${says}. Whoever runs Quarterdeck can allow it in the settings, under Calls to other systems.`,
  )
}

// 127.1, 0x7f000001, 2130706433, 0177.0.0.1 or ①②⑦.⓪.⓪.① would all be read as 127.0.0.1.
function isPlain(text: string, host: string): boolean {
  const written = /^[a-z]+:\/\/([^/?#]*)/i.exec(text.trim())?.[1]?.toLowerCase() ?? ''
  if (isIP(host) === 6) return /^\[[0-9a-f:.]+\](:\d+)?$/.test(written)
  return written === host || written.replace(/:\d+$/, '') === host
}

function isNamedIn(host: string, allowed: Allowed): boolean {
  if (isIP(host) !== 0) return false
  const name = host.toLowerCase().replace(/\.$/, '')
  return allowed.some((line) => {
    const wanted = line.trim().toLowerCase()
    return wanted.startsWith('*.') ? name.endsWith(wanted.slice(1)) : name === wanted
  })
}
