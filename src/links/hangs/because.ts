import type { Tie } from './what-hangs.ts'

/** What a reason is told with. */
export interface Telling {
  readonly nameOf: (id: string) => string
  /** The vendor's name; null where the reader doesn't see it. */
  readonly supplier: string | null
}

/** So many dependencies in a row are told one by one; of more, the first, how many, and the last. */
const mostTold = 4

/**
 * Why something hangs there, from itself back to the vendor: 'because it depends on Database hosting, which Nordlys delivers
 * under “Managed databases”'. The chain is one of real ties, from the start on.
 */
export function because(chain: readonly Tie[], telling: Telling): string {
  const back = shortened(chain.toReversed())
  const clauses = back.map(({ tie, over }, index) => clauseOf(tie, { ...telling, over, isFirst: index === 0 }))
  // A supplier's own way in ends the sentence: it says of whom.
  const end = back.findIndex(({ tie }) => tie.why === 'delivers' || tie.why === 'supports' || tie.why === 'in_hand')
  return `because ${(end === -1 ? clauses : clauses.slice(0, end + 1)).join(', ')}`
}

interface Told {
  readonly tie: Tie
  /** How many others lie between this tie's ends, left out. */
  readonly over: number
}

function shortened(back: readonly Tie[]): readonly Told[] {
  const told = (ties: readonly Tie[]): readonly Told[] => ties.map((tie) => ({ tie, over: 0 }))
  const first = back.findIndex(({ why }) => why === 'depends')
  const last = back.findLastIndex(({ why }) => why === 'depends')
  const [begin, end] = [back[first], back[last]]
  if (!begin || !end || last - first < mostTold) return told(back)
  return [
    ...told(back.slice(0, first + 1)),
    { tie: { ...end, hangs: begin.on }, over: last - first - 1 },
    ...told(back.slice(last + 1)),
  ]
}

interface Clause extends Telling {
  readonly over: number
  readonly isFirst: boolean
}

function clauseOf({ why, on, under }: Tie, { nameOf, supplier, over, isFirst }: Clause): string {
  const them = supplier ?? 'the supplier'
  const it = isFirst ? 'it' : 'which'
  // 'which Nordlys delivers', but 'Nordlys delivers it'.
  const does = (verb: string, agreement: string): string =>
    isFirst ? `${them} ${verb} it ${agreement}` : `which ${them} ${verb} ${agreement}`
  if (why === 'bought') return isFirst ? `we buy it of ${them}` : `which we buy of ${them}`
  if (why === 'delivers') return does('delivers', `under “${nameOf(on)}”`)
  if (why === 'in_hand') return does('has', `in hand under “${under ?? nameOf(on)}”`)
  if (why === 'supports') return `${it} rests on “${nameOf(on)}”, which we buy of ${them}`
  if (why === 'depends') return `${it} depends${over === 0 ? '' : overWords(over)} on ${nameOf(on)}`
  const verbs = { runs: 'runs', uses: 'uses', about: 'is about' } as const
  return `${it} ${verbs[why]} ${nameOf(on)}`
}

const overWords = (over: number): string => `, over ${over} ${over === 1 ? 'other' : 'others'},`
