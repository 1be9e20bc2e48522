import { type TreeNode, walk } from './tree.ts'

export interface Sizes {
  readonly width: number
  readonly height: number
  /** Between neighbours, and between a parent and its children. */
  readonly gapX: number
  readonly gapY: number
  /** Between leaves that stand under each other, and how far they are set in. */
  readonly stackGap: number
  readonly indent: number
  /** Leaves stand under each other; otherwise all children stand in a row. */
  readonly isStacking: boolean
}
/** Where a node's box stands: its upper left corner. */
export interface Box {
  readonly id: string
  readonly x: number
  readonly y: number
}
/** A line from a parent to a child as corners: right angles only. */
export interface Line {
  readonly from: string
  readonly to: string
  readonly points: readonly (readonly [x: number, y: number])[]
}
export interface Layout {
  readonly boxes: ReadonlyMap<string, Box>
  readonly lines: readonly Line[]
  readonly width: number
  readonly height: number
}

/**
 * Draws trees from the top down: parents centred over their children; where all children are leaves and there are more
 * than two, they stand under each other, so that a manager of nine takes the room of one. No two boxes overlap.
 */
export function layoutTree<T extends { readonly id: string }>(roots: readonly TreeNode<T>[], sizes: Sizes): Layout {
  const nodes = walk(roots)
  const widths = new Map<TreeNode<T>, number>()
  for (const node of nodes.toReversed()) widths.set(node, widthOf(node, widths, sizes))
  const boxes = new Map<string, Box>()
  const lines: Line[] = []
  const waiting: Placed<T>[] = inRow(roots, { x: 0, y: 0, widths, sizes })
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, x, y } = next
    const width = widths.get(node) ?? sizes.width
    const stacked = sizes.isStacking && isStacked(node)
    const box: Box = { id: node.item.id, x: stacked ? x : x + (width - sizes.width) / 2, y }
    boxes.set(box.id, box)
    const below = y + sizes.height + sizes.gapY
    const children = stacked
      ? inStack(node.children, { x, y, sizes })
      : inRow(node.children, { x: centred(node, { x, width, widths, sizes }), y: below, widths, sizes })
    for (const child of children)
      lines.push({
        from: box.id,
        to: child.node.item.id,
        points: stacked ? besides(box, child, sizes) : downTo(box, child, { widths, sizes }),
      })
    waiting.push(...children)
  }
  const all = [...boxes.values()]
  const most = (values: readonly number[]): number => values.reduce((largest, value) => Math.max(largest, value), 0)
  return {
    boxes,
    lines,
    width: most(all.map((box) => box.x + sizes.width)),
    height: most(all.map((box) => box.y + sizes.height)),
  }
}

interface Placed<T> {
  readonly node: TreeNode<T>
  /** The left edge of the whole subtree. */
  readonly x: number
  readonly y: number
}
interface Room<T> {
  readonly x: number
  readonly y: number
  readonly widths: ReadonlyMap<TreeNode<T>, number>
  readonly sizes: Sizes
}

const isStacked = <T>(node: TreeNode<T>): boolean =>
  node.children.length > 2 && node.children.every((child) => child.children.length === 0)

function widthOf<T>(node: TreeNode<T>, widths: ReadonlyMap<TreeNode<T>, number>, sizes: Sizes): number {
  if (sizes.isStacking && isStacked(node)) return sizes.width + sizes.indent
  return Math.max(sizes.width, rowWidth(node.children, widths, sizes))
}

const rowWidth = <T>(row: readonly TreeNode<T>[], widths: ReadonlyMap<TreeNode<T>, number>, sizes: Sizes): number =>
  row.reduce((sum, node) => sum + (widths.get(node) ?? sizes.width), 0) + Math.max(row.length - 1, 0) * sizes.gapX

function centred<T>(
  node: TreeNode<T>,
  { x, width, widths, sizes }: Omit<Room<T>, 'y'> & { readonly width: number },
): number {
  return x + (width - rowWidth(node.children, widths, sizes)) / 2
}

function inRow<T>(row: readonly TreeNode<T>[], { x, y, widths, sizes }: Room<T>): Placed<T>[] {
  let left = x
  return row.map((node) => {
    const placed = { node, x: left, y }
    left += (widths.get(node) ?? sizes.width) + sizes.gapX
    return placed
  })
}

function inStack<T>(column: readonly TreeNode<T>[], { x, y, sizes }: Omit<Room<T>, 'widths'>): Placed<T>[] {
  const step = sizes.height + sizes.stackGap
  return column.map((node, row) => ({ node, x: x + sizes.indent, y: y + sizes.height + sizes.stackGap + row * step }))
}

/** Down the left edge of the column, then into the box. */
function besides<T>(parent: Box, child: Placed<T>, sizes: Sizes): Line['points'] {
  const x = parent.x + sizes.indent / 2
  const y = child.y + sizes.height / 2
  return [
    [x, parent.y + sizes.height],
    [x, y],
    [child.x, y],
  ]
}

/** Down to halfway, across, and down to the box. */
function downTo<T>(
  parent: Box,
  child: Placed<T>,
  { widths, sizes }: Pick<Room<T>, 'widths' | 'sizes'>,
): Line['points'] {
  const from = parent.x + sizes.width / 2
  const width = sizes.isStacking && isStacked(child.node) ? sizes.width : (widths.get(child.node) ?? sizes.width)
  const to = child.x + width / 2
  const half = parent.y + sizes.height + sizes.gapY / 2
  return [
    [from, parent.y + sizes.height],
    [from, half],
    [to, half],
    [to, child.y],
  ]
}

/** The same layout from left to right, where `sizes` are those the turned boxes will have. */
export function layoutAcross<T extends { readonly id: string }>(roots: readonly TreeNode<T>[], sizes: Sizes): Layout {
  const down = layoutTree(roots, { ...sizes, width: sizes.height, height: sizes.width, isStacking: false })
  const boxes = [...down.boxes.values()].map(({ id, x, y }): Box => ({ id, x: y, y: x }))
  const lines = down.lines.map((line) => ({ ...line, points: line.points.map(([x, y]) => [y, x] as const) }))
  return { boxes: new Map(boxes.map((box) => [box.id, box])), lines, width: down.height, height: down.width }
}
