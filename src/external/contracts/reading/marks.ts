import type { Clause, Range } from '../documents/contract-text.ts'

/** A passage that is marked, by the item that it is marked for. */
export interface Mark extends Range {
  readonly key: string
}
/** A piece of a paragraph with the items that mark it. */
export interface MarkedPiece extends Range {
  readonly keys: readonly string[]
}
/** A line of the text as it is drawn. */
export interface Paragraph extends Range {
  /** How deep its clause stands in others, from 0. */
  readonly depth: number
  /** Where its number ends and its words begin; the same as `start` where it has none. */
  readonly body: number
  readonly isHeading: boolean
  readonly pieces: readonly MarkedPiece[]
}

/** The paragraphs of a text with what is marked in them. Put together, their pieces are the text. */
export function paragraphsOf(
  { text, clauses }: { readonly text: string; readonly clauses: readonly Clause[] },
  marks: readonly Mark[],
): readonly Paragraph[] {
  const inOrder = marks.toSorted((one, other) => one.start - other.start)
  const depths = depthsOf(clauses)
  const paragraphs: Paragraph[] = []
  let [start, at, from] = [0, -1, 0]
  for (const line of text.split('\n')) {
    const end = start + line.length
    while ((clauses[at + 1]?.start ?? Infinity) <= start) at += 1
    while ((inOrder[from]?.end ?? Infinity) <= start && isBehind(inOrder, from, start)) from += 1
    const clause = clauses[at]
    const isFirst = clause?.start === start
    const own = []
    for (let next = from; (inOrder[next]?.start ?? Infinity) < end; next++) {
      const mark = inOrder[next]
      if (mark && mark.end > start) own.push(mark)
    }
    paragraphs.push({
      start,
      end,
      depth: depths[at] ?? 0,
      body: isFirst && clause ? Math.min(end, clause.body) : start,
      isHeading: isFirst && clause?.heading != null && clause.heading.length >= end - clause.body - 1,
      pieces: piecesOf({ start, end }, own),
    })
    start = end + 1
  }
  return paragraphs
}

/** Marks may lie in one another: those before are passed over only once none of them reaches further. */
const isBehind = (marks: readonly Mark[], from: number, start: number): boolean => (marks[from]?.end ?? 0) <= start

function depthsOf(clauses: readonly Clause[]): readonly number[] {
  const depths: number[] = []
  for (const { parent } of clauses) depths.push(parent === null ? 0 : (depths[parent] ?? 0) + 1)
  return depths
}

function piecesOf({ start, end }: Range, marks: readonly Mark[]): readonly MarkedPiece[] {
  const cuts = new Set([start, end])
  for (const mark of marks) {
    cuts.add(Math.max(start, mark.start))
    cuts.add(Math.min(end, mark.end))
  }
  const places = [...cuts].toSorted((one, other) => one - other)
  return places.slice(1).map((until, index) => {
    const from = places[index] ?? start
    return {
      start: from,
      end: until,
      keys: marks.filter((one) => one.start < until && one.end > from).map(({ key }) => key),
    }
  })
}
