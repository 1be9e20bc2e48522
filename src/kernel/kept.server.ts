/** What is asked of the database often and changes seldom. */
export interface Kept {
  /** Keeps what `ask` says until this process writes one of these record types, and for two seconds at most, since others write, too. */
  readonly of: <T>(types: readonly string[], ask: () => Promise<T>) => () => Promise<T>
  /** Record types of which something was written here. */
  readonly forget: (types: ReadonlySet<string>) => void
}

/** Milliseconds after which everything is asked anew. */
const longest = 2000

export function openKept(): Kept {
  const counts = new Map<string, number>()
  const countOf = (types: readonly string[]): number => types.reduce((sum, type) => sum + (counts.get(type) ?? 0), 0)
  const of: Kept['of'] = (types, ask) => {
    let known: { readonly at: number; readonly count: number; readonly value: ReturnType<typeof ask> } | null = null
    return () => {
      const count = countOf(types)
      const at = performance.now()
      if (known && known.count === count && at - known.at < longest) return known.value
      const asked = { at, count, value: ask() }
      known = asked
      asked.value.catch(() => {
        if (known === asked) known = null
      })
      return asked.value
    }
  }
  const forget: Kept['forget'] = (types) => {
    for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1)
  }
  return { of, forget }
}
