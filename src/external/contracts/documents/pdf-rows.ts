/** A piece of text where a page of a PDF puts it; `y` grows upwards. */
export interface Piece {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
}
/** A line of a page as the eye sees it. */
export interface Row {
  readonly text: string
  readonly x: number
  /** Where the words after a number begin, when the number is drawn by itself; else the same as `x`. */
  readonly indent: number
  readonly right: number
  readonly y: number
  readonly size: number
}

/** The rows of a page from its top, of two columns the left one first. Pieces come in any order: numbers of lists are often drawn by themselves. */
export function rowsOf(pieces: readonly Piece[]): readonly Row[] {
  const visible = pieces.filter(({ text }) => text.trim() !== '')
  const gutter = gutterOf(visible)
  if (gutter === null) return oneColumn(visible)
  // What runs across both columns, a title, ends the columns above it.
  const across = visible.filter(({ x, width }) => x < gutter && x + width > gutter).toSorted((a, b) => b.y - a.y)
  const rest = visible.filter((piece) => !across.includes(piece))
  const rows: Row[] = []
  let top = Number.POSITIVE_INFINITY
  for (const line of [...across, null]) {
    const bottom = line?.y ?? Number.NEGATIVE_INFINITY
    const between = rest.filter(({ y }) => y < top && y >= bottom)
    rows.push(...oneColumn(between.filter(({ x }) => x < gutter)), ...oneColumn(between.filter(({ x }) => x >= gutter)))
    if (line) rows.push(...oneColumn([line]))
    top = bottom
  }
  return rows
}

/** Where the blank between two columns of running text is, or null on a page of one. */
function gutterOf(pieces: readonly Piece[]): number | null {
  if (pieces.length < 40) return null
  const left = Math.min(...pieces.map(({ x }) => x))
  const right = Math.max(...pieces.map(({ x, width }) => x + width))
  const letters = (some: readonly Piece[]): number => some.reduce((sum, { text }) => sum + text.length, 0)
  const all = letters(pieces)
  for (let share = 0.42; share <= 0.58; share += 0.01) {
    const at = left + (right - left) * share
    const crossing = pieces.filter(({ x, width }) => x < at && x + width > at)
    const [one, other] = [pieces.filter(({ x, width }) => x + width <= at), pieces.filter(({ x }) => x >= at)]
    if (letters(crossing) < all * 0.06 && letters(one) > all * 0.3 && letters(other) > all * 0.3) return at
  }
  return null
}

interface Started {
  y: number
  size: number
  readonly pieces: Piece[]
}

function oneColumn(pieces: readonly Piece[]): readonly Row[] {
  const started: Started[] = []
  for (const piece of pieces.toSorted((one, other) => other.y - one.y)) {
    const row = started.at(-1)
    // What is raised or lowered a little, a note's number, belongs to its row.
    if (row && row.y - piece.y < Math.max(row.size, piece.size) * 0.45) {
      row.pieces.push(piece)
      if (piece.size > row.size) [row.size, row.y] = [piece.size, piece.y]
    } else started.push({ y: piece.y, size: piece.size, pieces: [piece] })
  }
  return started.map(rowOf)
}

function rowOf({ y, size, pieces }: Started): Row {
  const inOrder = pieces.toSorted((one, other) => one.x - other.x)
  let text = ''
  let right = Number.NEGATIVE_INFINITY
  for (const piece of inOrder) {
    const isApart = piece.x - right > size * 0.15 && text !== '' && !text.endsWith(' ') && !piece.text.startsWith(' ')
    text += (isApart ? ' ' : '') + piece.text
    right = Math.max(right, piece.x + piece.width)
  }
  const [first, second] = inOrder
  const x = first?.x ?? 0
  const isNumber = /^\s*(?:[\d.]{1,12}|\(?[a-z\d]{1,5}[.)]|[•–-])\s*$/i.test(first?.text ?? '')
  return { text: text.trim(), x, indent: isNumber && second ? second.x : x, right, y, size }
}
