/** A place in a text: `start` counts UTF-16 units from 0, `end` is the first after it. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** One line of a document as its format tells it. */
export interface Line {
  readonly text: string
  /** The number that the format itself puts before the line (a list of Word, a marker of Markdown). */
  readonly label?: string
  /** How deep the label stands in its list, from 0; absent where only the text tells. */
  readonly depth?: number
  /** Whether a lone number of a nested list is told with those above it: 4.1 for the 1 below 4. */
  readonly isListMarker?: boolean
  /** The level of a heading, from 1; absent for other lines. */
  readonly heading?: number
  /** Whether the line may be the middle of a sentence, so that a number at its beginning may be none of its own. */
  readonly isBroken?: boolean
}

/** A clause without those below it: from its number to where the next clause begins. */
export interface Clause extends Range {
  /** `4.1`, `2.6(a)`, `Annex II, 3`; null for what stands before the first number, and for headings without one. */
  readonly number: string | null
  readonly heading: string | null
  /** Where its words begin, after its number. */
  readonly body: number
  /** The clause that this one stands below, as its place in the list. */
  readonly parent: number | null
}

/** The plain text of a document, a line per paragraph, and its clauses in the order of the text. */
export interface ContractText {
  readonly text: string
  readonly clauses: readonly Clause[]
}

/** Why a document can't be read, with the part of the file, the page or the byte where known. */
export class UnreadableDocument extends Error {
  readonly part: string | null
  readonly page: number | null
  readonly byte: number | null
  constructor(
    says: string,
    {
      part = null,
      page = null,
      byte = null,
      cause,
    }: { part?: string | null; page?: number | null; byte?: number | null; cause?: unknown } = {},
  ) {
    super(says, { cause })
    this.name = 'UnreadableDocument'
    this.part = part
    this.page = page
    this.byte = byte
  }
}

/** The words of a text at a place. */
export const quote = ({ text }: ContractText, { start, end }: Range): string => text.slice(start, end)

/** The clause that a place stands in. */
export function clauseAt({ clauses }: ContractText, { start }: Pick<Range, 'start'>): Clause | null {
  let [low, high] = [0, clauses.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((clauses[middle]?.start ?? 0) <= start) low = middle
    else high = middle - 1
  }
  return clauses[low] ?? null
}

/** The clauses that one stands below, from the outermost. */
export function above({ clauses }: ContractText, clause: Clause): readonly Clause[] {
  const found: Clause[] = []
  let parent = clause.parent === null ? undefined : clauses[clause.parent]
  while (parent) {
    found.unshift(parent)
    parent = parent.parent === null ? undefined : clauses[parent.parent]
  }
  return found
}

/** What a place is called: "4.1 Breach Reporting", "before the first section". The heading is the nearest one above. */
export function placeWords(contract: ContractText, range: Pick<Range, 'start'>): string {
  const clause = clauseAt(contract, range)
  const chain = clause ? [clause, ...above(contract, clause).toReversed()] : []
  const words = [
    chain.find(({ number }) => number !== null)?.number,
    chain.find(({ heading }) => heading !== null)?.heading,
  ].filter((word) => word != null)
  return words.length > 0 ? words.join(' ') : 'before the first section'
}
