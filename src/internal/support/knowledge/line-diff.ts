/** A line of one text or of both. */
export interface Line {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
}

/** Lines that are compared closely; longer texts are told as one that is gone and one that is new. */
const most = 1500

/** What differs between two texts, line by line: the fewest lines that are gone and new. */
export function diffLines(before: string, after: string): readonly Line[] {
  const [old, fresh] = [linesOf(before), linesOf(after)]
  if (old.length > most || fresh.length > most)
    return [...old.map((text): Line => ({ kind: 'gone', text })), ...fresh.map((text): Line => ({ kind: 'new', text }))]
  const common = commonLengths(old, fresh)
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < fresh.length) {
    const [one, other] = [old[i], fresh[j]]
    if (one !== undefined && one === other) {
      lines.push({ kind: 'same', text: one })
      i++
      j++
    } else if (other === undefined || (one !== undefined && at(common, i + 1, j) >= at(common, i, j + 1))) {
      lines.push({ kind: 'gone', text: one ?? '' })
      i++
    } else {
      lines.push({ kind: 'new', text: other })
      j++
    }
  }
  return lines
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'))

interface Table {
  readonly width: number
  readonly cells: Uint16Array
}
const at = ({ width, cells }: Table, i: number, j: number): number => cells[i * width + j] ?? 0

/** For each place in both texts, how many lines they have in common from there on. */
function commonLengths(old: readonly string[], fresh: readonly string[]): Table {
  const width = fresh.length + 1
  const table = { width, cells: new Uint16Array((old.length + 1) * width) }
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = fresh.length - 1; j >= 0; j--)
      table.cells[i * width + j] =
        old[i] === fresh[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
  return table
}
