import type { Delimiter } from './table.ts'

const candidates: readonly Delimiter[] = [';', ',', '\t', '|']

/** The delimiter that splits the first lines of a text most evenly into the most columns; a line `sep=;` says it outright. */
export function detectDelimiter(sample: string): Delimiter {
  const said = /^sep=(.)\r?\n/i.exec(sample)?.[1]
  const found = candidates.find((candidate) => candidate === said)
  if (found) return found
  const scores = candidates.map((delimiter) => ({ delimiter, score: scoreOf(countPerLine(sample, delimiter)) }))
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a))
  return best.score > 0 ? best.delimiter : ','
}

/** How often the delimiter stands outside quotes, in each of the first lines that aren't blank. */
function countPerLine(sample: string, delimiter: string): readonly number[] {
  const counts: number[] = []
  let isQuoted = false
  let count = 0
  let isEmpty = true
  for (const letter of sample) {
    if (letter === '"') isQuoted = !isQuoted
    else if (!isQuoted && letter === delimiter) count++
    else if (!isQuoted && letter === '\n') {
      if (!isEmpty) counts.push(count)
      count = 0
      isEmpty = true
      if (counts.length === 60) return counts
      continue
    }
    if (letter.trim() !== '') isEmpty = false
  }
  if (!isEmpty && counts.length < 2) counts.push(count)
  return counts
}

/** The header's number of columns, weighed by the share of lines that have as many. */
function scoreOf(counts: readonly number[]): number {
  const [header = 0] = counts
  if (header === 0) return 0
  const alike = counts.filter((count) => count === header).length
  return (alike / counts.length) * (1 + Math.log2(header + 1) / 4)
}
