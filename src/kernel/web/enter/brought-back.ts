import type { Waiting, Way } from './second-step.web.tsx'

/** The step that is left after a provider vouched for somebody, from the part of the address that no server is sent. */
export function broughtBack(hash: string): Waiting | null {
  const parts = new URLSearchParams(hash.replace(/^#/, ''))
  const ticket = parts.get('second-step')
  const ways = (parts.get('ways') ?? '').split(',').filter(isWay)
  return ticket && ways.length > 0 ? { ticket, ways, isByProvider: true } : null
}

const known: readonly string[] = ['code', 'passkey', 'recovery code'] satisfies readonly Way[]
const isWay = (text: string): text is Way => known.includes(text)
