/** The document with every `#/…` reference inside of it replaced by what it points at; what stands beside a reference wins. */
export const resolvedIn = <D extends object>(document: D): D => resolverOf(document)(document)

/** Replaces references into a document within any part: what each of them points at is worked out once. */
export function resolverOf(document: object): <P>(part: P) => P {
  const known = new Map<string, unknown>()
  const resolve = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(resolve)
    if (typeof part !== 'object' || part === null) return part
    const { $ref, ...beside } = part as Readonly<Record<string, unknown>>
    const own = Object.fromEntries(Object.entries(beside).map(([name, value]) => [name, resolve(value)]))
    if (typeof $ref !== 'string') return own
    if (!known.has($ref)) known.set($ref, resolve(at(document, $ref)))
    return { ...(known.get($ref) as object), ...own }
  }
  return <P>(part: P): P => resolve(part) as P
}

const at = (document: object, reference: string): unknown =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>((part, name) => (part as Readonly<Record<string, unknown>>)[name], document)
