import { Link, useNavigate } from '@tanstack/react-router'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { countText } from '../../kernel/web/field/words.ts'
import { Canvas } from './canvas.web.tsx'
import type { Drawing } from './drawing.ts'
import { type Layout, layoutAcross, layoutTree, type Sizes } from './layout.ts'
import css from './picture.module.css'
import type { TreeRow } from './slice.ts'
import type { TreeNode } from './tree.ts'
import { walk } from './tree.ts'
import type { TreeItem, TreeModel } from './tree-model.web.ts'

/** What a box says: its name, and up to two lines more. */
export interface BoxText {
  readonly lines: readonly string[]
  readonly address: string
  readonly colour: string | null
  readonly face: ReactNode
}
export type Direction = 'across' | 'down'

const across: Sizes = { width: 248, height: 66, gapX: 12, gapY: 84, stackGap: 8, indent: 24, isStacking: false }
const down: Sizes = { width: 232, height: 66, gapX: 24, gapY: 52, stackGap: 22, indent: 24, isStacking: true }

export const layoutOf = (roots: readonly TreeNode<TreeItem>[], direction: Direction): Layout =>
  direction === 'across' ? layoutAcross(roots, across) : layoutTree(roots, down)

interface PictureProps {
  readonly label: string
  readonly model: TreeModel
  readonly direction: Direction
  readonly current: string | null
  readonly describe: (row: TreeRow) => BoxText
  /** Where those who were left out can be seen. */
  readonly listOf: (parent: string) => string
}

/** A tree drawn as boxes and lines. One tab stop; arrow keys walk it and open it, Enter goes to the record. */
export function TreePicture({ label, model, direction, current, describe, listOf }: PictureProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const layout = useMemo(() => layoutOf(model.roots, direction), [model.roots, direction])
  const nodes = walk(model.roots)
  const [active, setActive] = useState<string | null>(null)
  const stop = nodes.find((node) => node.item.id === (active ?? current))?.item.id ?? nodes[0]?.item.id ?? null
  useSteady(scroller, layout, active)
  useBroughtIntoView(scroller, current, nodes.length > 0)
  const focus = (id: string) => {
    setActive(id)
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus())
  }
  const keys = useTreeKeys({ nodes, model, describe, focus })
  const sizes = direction === 'across' ? across : down
  return (
    <Canvas width={layout.width} height={layout.height} scroller={scroller}>
      <svg className={css.lines} width={layout.width} height={layout.height} aria-hidden>
        {layout.lines.map((line) => (
          <path key={line.to} d={line.points.map(([x, y], n) => `${n === 0 ? 'M' : 'L'}${x} ${y}`).join('')} />
        ))}
      </svg>
      <div role="tree" aria-label={label} data-direction={direction}>
        {nodes.map((node) => {
          const box = layout.boxes.get(node.item.id)
          const { row } = node.item
          const siblings = siblingsOf(node, model)
          return (
            <div
              key={node.item.id}
              data-id={node.item.id}
              role="treeitem"
              tabIndex={node.item.id === stop ? 0 : -1}
              aria-level={node.depth + 1}
              aria-setsize={siblings.length}
              aria-posinset={siblings.findIndex((other) => other.item.id === node.item.id) + 1}
              aria-expanded={row && row.children > 0 ? model.isOpen(row.id) : undefined}
              aria-current={node.item.id === current || undefined}
              data-is-current={node.item.id === current || undefined}
              className={row ? css.box : `${css.box} ${css.more}`}
              style={{ left: box?.x, top: box?.y, width: sizes.width, height: sizes.height }}
              onKeyDown={(event) => keys(event, node)}
              onFocus={() => setActive(node.item.id)}
            >
              {row ? (
                <BoxBody row={row} text={describe(row)} model={model} onToggle={() => setActive(row.id)} />
              ) : (
                <Link to={listOf(node.item.parent ?? '')} tabIndex={-1} className={css.name}>
                  and {countText(node.item.more)} more
                </Link>
              )}
            </div>
          )
        })}
      </div>
    </Canvas>
  )
}

function BoxBody({
  row,
  text,
  model,
  onToggle,
}: {
  row: TreeRow
  text: BoxText
  model: TreeModel
  onToggle: () => void
}) {
  const [name, ...lines] = text.lines
  return (
    <>
      {text.colour && <span className={css.bar} style={{ background: text.colour }} aria-hidden />}
      {text.face}
      <span className={css.words}>
        <Link to={text.address} className={css.name} tabIndex={-1} title={name}>
          {name}
        </Link>
        {lines.map((line) => (
          <span key={line} className={css.line} title={line}>
            {line}
          </span>
        ))}
      </span>
      {row.children > 0 && (
        <button
          type="button"
          tabIndex={-1}
          className={css.fold}
          data-is-open={model.isOpen(row.id) || undefined}
          aria-label={`${model.isOpen(row.id) ? 'Close' : 'Open'} ${name}: ${row.children} directly below, ${row.below} in all`}
          title={`${countText(row.children)} directly below, ${countText(row.below)} in all`}
          onClick={() => {
            onToggle()
            model.toggle(row.id)
          }}
        >
          {model.isLoading(row.id) ? '…' : countText(row.below)}
          <IconChevronRight size={14} aria-hidden />
        </button>
      )}
    </>
  )
}

const siblingsOf = (node: TreeNode<TreeItem>, model: TreeModel): readonly TreeNode<TreeItem>[] => {
  if (node.depth === 0) return model.roots
  const parent = walk(model.roots).find((other) => other.item.id === node.item.parent)
  return parent?.children ?? [node]
}

interface KeysGiven {
  readonly nodes: readonly TreeNode<TreeItem>[]
  readonly model: TreeModel
  readonly describe: (row: TreeRow) => BoxText
  readonly focus: (id: string) => void
}

/** The keys that trees have everywhere. Source: WAI-ARIA Authoring Practices, tree view. */
function useTreeKeys({ nodes, model, describe, focus }: KeysGiven) {
  const navigate = useNavigate()
  return (event: KeyboardEvent, node: TreeNode<TreeItem>): void => {
    const at = nodes.findIndex((other) => other.item.id === node.item.id)
    const { row } = node.item
    const isOpen = row !== null && model.isOpen(row.id)
    const go = (to: TreeNode<TreeItem> | undefined) => to && focus(to.item.id)
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(nodes[at + 1]),
      ArrowUp: () => go(nodes[at - 1]),
      Home: () => go(nodes[0]),
      End: () => go(nodes.at(-1)),
      ArrowRight: () => (row && row.children > 0 && !isOpen ? model.toggle(row.id) : go(node.children[0])),
      ArrowLeft: () =>
        isOpen && node.children.length > 0 ? model.toggle(node.item.id) : node.item.parent && focus(node.item.parent),
      Enter: () => row && void navigate({ to: describe(row).address }),
    }
    const move = moves[event.key]
    if (!move || event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return
    event.preventDefault()
    move()
  }
}

/** Keeps the box one has just opened or closed where it was on the screen, though the whole drawing has changed around it. */
function useSteady(scroller: React.RefObject<HTMLDivElement | null>, layout: Layout, active: string | null): void {
  const before = useRef<Layout | null>(null)
  useLayoutEffect(() => {
    const was = active && before.current?.boxes.get(active)
    const is = active && layout.boxes.get(active)
    if (was && is) scroller.current?.scrollBy(is.x - was.x, is.y - was.y)
    before.current = layout
  }, [layout, active, scroller])
}

/** Shows the box that the page is about, or the top, when the picture first appears. */
function useBroughtIntoView(
  scroller: React.RefObject<HTMLDivElement | null>,
  current: string | null,
  isThere: boolean,
): void {
  useEffect(() => {
    if (!isThere) return
    const box = scroller.current?.querySelector(current ? `[data-id="${CSS.escape(current)}"]` : '[role="treeitem"]')
    box?.scrollIntoView({ block: 'center', inline: current ? 'center' : 'start' })
  }, [current, isThere, scroller])
}

/** What is on the screen as a drawing for a file. */
export function drawTree(
  title: string,
  model: TreeModel,
  direction: Direction,
  describe: (row: TreeRow) => BoxText,
): Drawing {
  const layout = layoutOf(model.roots, direction)
  const { width, height } = direction === 'across' ? across : down
  const shapes = walk(model.roots).map(({ item }) => {
    const { x, y } = layout.boxes.get(item.id) ?? { x: 0, y: 0 }
    const { lines, colour } = item.row ? describe(item.row) : { lines: [`and ${item.more} more`], colour: null }
    return { x, y, width, height, lines, ...(colour ? { colour } : {}), isDashed: item.row === null }
  })
  return { title, width: layout.width, height: layout.height, shapes, strokes: layout.lines }
}
