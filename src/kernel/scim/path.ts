import { coreGroup, coreUser, enterpriseUser } from './schemas.ts'

/** Where an attribute is: in an extension or the resource itself, and within it. `name` is null for the extension as a whole. */
export interface Path {
  readonly extension: string | null
  readonly name: string | null
  readonly sub: string | null
}
const cores = [coreUser, coreGroup]
const extensions = [enterpriseUser]
const isName = (text: string): boolean => /^[a-z$][a-z0-9_$-]*$/i.test(text)

/** Reads an attribute's path such as `name.familyName` or `urn:…:enterprise:2.0:User:department`; null where it isn't one. */
export function readPath(text: string): Path | null {
  const core = cores.find((urn) => text.toLowerCase().startsWith(`${urn.toLowerCase()}:`))
  if (core) return within(null, text.slice(core.length + 1))
  const extension = extensions.find((urn) => text.toLowerCase().startsWith(urn.toLowerCase()))
  if (extension === undefined) return within(null, text)
  const rest = text.slice(extension.length)
  if (rest === '') return { extension, name: null, sub: null }
  return /^[:.]/.test(rest) ? within(extension, rest.slice(1)) : null
}

function within(extension: string | null, text: string): Path | null {
  const [name = '', sub = null, ...more] = text.split('.')
  return isName(name) && (sub === null || isName(sub)) && more.length === 0 ? { extension, name, sub } : null
}
