import { type Clause, type ContractText, quote } from './contract-text.ts'
import { foldSigns } from './tidy.ts'

/** A clause of one version or of both, by its place in each. `moved` reads the same under another number. */
export interface ClauseChange {
  readonly kind: 'same' | 'moved' | 'changed' | 'gone' | 'new'
  readonly before: number | null
  readonly after: number | null
}

/** How alike two clauses must be to be told as one that was changed: the share of their words that both have. */
const alike = { anywhere: 0.5, sameName: 0.2 }
/** Clauses that are compared each with each; of more, only those with the same number or heading. */
const mostPairs = 250_000

/** What became of each clause: those that read the same first, then those that are most alike. In the order of the new version, what is gone where it stood. */
export function diffClauses(before: ContractText, after: ContractText): readonly ClauseChange[] {
  const pairs = new Map<number, number>()
  const taken = new Set<number>()
  const pair = (from: number, to: number): void => {
    pairs.set(from, to)
    taken.add(to)
  }
  const [old, fresh] = [entries(before), entries(after)]
  for (const isStrict of [true, false])
    for (const one of old) {
      if (pairs.has(one.at)) continue
      const same = fresh.find(
        (other) => !taken.has(other.at) && other.body === one.body && (!isStrict || other.number === one.number),
      )
      if (same) pair(one.at, same.at)
    }
  const rest = { old: old.filter(({ at }) => !pairs.has(at)), fresh: fresh.filter(({ at }) => !taken.has(at)) }
  for (const { from, to } of likely(rest.old, rest.fresh)) if (!pairs.has(from) && !taken.has(to)) pair(from, to)
  return inOrder({ old, fresh, pairs })
}

interface Entry {
  readonly at: number
  readonly number: string | null
  readonly heading: string | null
  readonly body: string
  readonly words: ReadonlySet<string>
}
const entries = (contract: ContractText): readonly Entry[] =>
  contract.clauses.map((clause, at) => entry(contract, clause, at))

function entry(contract: ContractText, clause: Clause, at: number): Entry {
  const body = foldSigns(quote(contract, { start: clause.body, end: clause.end }))
  return {
    at,
    number: clause.number,
    heading: clause.heading?.toLowerCase() ?? null,
    body,
    words: new Set(body.match(/[\p{L}\p{N}]+/gu)),
  }
}

/** Pairs that may be one clause, the most alike first. */
function likely(
  old: readonly Entry[],
  fresh: readonly Entry[],
): readonly { readonly from: number; readonly to: number }[] {
  const isMany = old.length * fresh.length > mostPairs
  const found: { from: number; to: number; likeness: number }[] = []
  for (const one of old)
    for (const other of fresh) {
      const isNamed = one.number === other.number && one.number !== null
      const isTitled = one.heading === other.heading && one.heading !== null
      if (isMany && !isNamed && !isTitled) continue
      const share = shared(one.words, other.words)
      if (share >= alike.anywhere || ((isNamed || isTitled) && share >= alike.sameName))
        found.push({ from: one.at, to: other.at, likeness: share + (isNamed ? 0.2 : 0) + (isTitled ? 0.1 : 0) })
    }
  return found.toSorted((one, other) => other.likeness - one.likeness || one.from - other.from || one.to - other.to)
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0
  for (const word of one) if (other.has(word)) both += 1
  const all = one.size + other.size - both
  return all === 0 ? 1 : both / all
}

interface Paired {
  readonly old: readonly Entry[]
  readonly fresh: readonly Entry[]
  readonly pairs: ReadonlyMap<number, number>
}
function inOrder({ old, fresh, pairs }: Paired): readonly ClauseChange[] {
  const from = new Map([...pairs].map(([one, other]) => [other, one]))
  const changes: ClauseChange[] = []
  let told = 0
  const tellGone = (until: number): void => {
    for (; told < until; told++) if (!pairs.has(told)) changes.push({ kind: 'gone', before: told, after: null })
  }
  for (const one of fresh) {
    const before = from.get(one.at)
    const was = before === undefined ? undefined : old[before]
    if (!was) {
      changes.push({ kind: 'new', before: null, after: one.at })
      continue
    }
    tellGone(was.at)
    told = Math.max(told, was.at + 1)
    const kind = was.body !== one.body ? 'changed' : was.number === one.number ? 'same' : 'moved'
    changes.push({ kind, before: was.at, after: one.at })
  }
  tellGone(old.length)
  return changes
}
