/** What is asked of the database often and changes seldom. */
export interface Kept {
  /**
   * Keeps what `ask` says until this process writes one of these record types. Others write, too: after two seconds it is asked
   * anew while what was known still counts, and after ten nobody goes by it any more. So whoever holds a connection in a
   * transaction doesn't wait for another one that many of their kind hold.
   */
  readonly of: <T>(types: readonly string[], ask: () => Promise<T>) => () => Promise<T>
  /** Record types of which something was written here. */
  readonly forget: (types: ReadonlySet<string>) => void
}

/** Milliseconds after which everything is asked anew, and after which what was known no longer counts. */
const soon = 2000
const longest = 10_000

export function openKept(now: () => number = () => performance.now()): Kept {
  const counts = new Map<string, number>()
  const countOf = (types: readonly string[]): number => types.reduce((sum, type) => sum + (counts.get(type) ?? 0), 0)
  const of: Kept['of'] = (types, ask) => {
    type Known = { readonly at: number; readonly count: number; readonly value: ReturnType<typeof ask> }
    let known: Known | null = null
    let next: Known | null = null
    const asking = (count: number): Known => ({ at: now(), count, value: ask() })
    const refresh = (count: number): void => {
      if (next?.count === count) return
      const asked = asking(count)
      next = asked
      const settle = (isGood: boolean): void => {
        if (next !== asked) return
        next = null
        if (isGood) known = asked
      }
      asked.value.then(
        () => settle(true),
        () => settle(false),
      )
    }
    return () => {
      const count = countOf(types)
      const age = known?.count === count ? now() - known.at : Number.POSITIVE_INFINITY
      if (known && age < longest) {
        if (age >= soon) refresh(count)
        return known.value
      }
      const asked = asking(count)
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
