import { onlyGuest, onlyReads } from './abilities.ts'
import type { Who } from './who.ts'

const all = '*'

/** The caller as a key with these scopes lets them act: never more than they may now, and within the scopes at most. */
export function limitedTo(who: Who, scopes: readonly string[]): Who {
  if (scopes.includes(all)) return { ...who, scope: new Set(scopes) }
  const kept = [...who.permissions].flatMap((own) => scopes.flatMap((scope) => meet(own, scope) ?? []))
  // These take away rather than give, so they hold for every key of their owner.
  const restrictions = [onlyReads, onlyGuest].filter((one) => who.permissions.has(one))
  return { ...who, permissions: new Set([...kept, ...restrictions]), scope: new Set(scopes) }
}

/** What two permissions, each of which may be `noun.*`, `*.verb` or `*`, have in common; null when nothing. */
export function meet(a: string, b: string): string | null {
  const [one, other] = [partsOf(a), partsOf(b)]
  const noun = common(one.noun, other.noun)
  const verb = common(one.verb, other.verb)
  if (noun === null || verb === null) return null
  return noun === all && verb === all ? all : `${noun}.${verb}`
}

const partsOf = (permission: string): { noun: string; verb: string } => {
  const [noun = all, verb = all] = permission.split('.')
  return { noun, verb }
}
const common = (a: string, b: string): string | null => (a === all ? b : b === all || a === b ? a : null)
