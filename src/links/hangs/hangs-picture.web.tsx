import { useComputedColorScheme } from '@mantine/core'
import { Controls, type Edge, Handle, type Node, type NodeProps, Position, ReactFlow } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { useMemo } from 'react'
import { countText, wordOf } from '../../kernel/web/field/words.ts'
import { type Box, boxHeight, boxWidth, pictureOf, wayTo } from './columns.ts'
import { Figure } from './figure.web.tsx'
import css from './hangs.module.css'
import { Mark } from './mark.web.tsx'
import { countOf, filtersOf, ticketsOf } from './say-hangs.ts'
import type { WhatHangs } from './wire.ts'

interface PictureProps {
  readonly hangs: WhatHangs
  readonly chosen: string | null
  readonly onChoose: (id: string | null) => void
}
interface BoxData extends Record<string, unknown> {
  readonly box: Box
  readonly title: string
  /** What the list of all their open tickets shows; null where an address can't say it. */
  readonly tickets: object | null
  /** How it stands to the chosen one; null while none is chosen. */
  readonly part: 'chosen' | 'way' | 'apart' | null
}

const nodeTypes = { box: HangingBox, head: Head }

/** What hangs there in columns, the start at the left: solid lines are the shortest reasons, faint ones more of them. */
export default function HangsPicture({ hangs, chosen, onChoose }: PictureProps) {
  const scheme = useComputedColorScheme('light')
  const picture = useMemo(() => pictureOf(hangs), [hangs])
  const { tickets } = filtersOf(hangs)
  // Some tickets stand there by name: the others are more of them.
  const isNamed = picture.boxes.some((box) => box.is === 'node' && box.node.type === 'ticket')
  const way = chosen === null ? null : wayTo(hangs, chosen)
  const boxes = picture.boxes.map(
    (box): Node<BoxData> => ({
      id: box.id,
      type: 'box',
      position: { x: box.x, y: box.y },
      data: {
        box,
        tickets,
        title: titleOf(box, hangs.start.title, isNamed),
        part: way === null ? null : box.id === chosen ? 'chosen' : way.has(box.id) ? 'way' : 'apart',
      },
      width: boxWidth,
      height: boxHeight,
      focusable: box.is === 'node',
      ariaLabel: titleOf(box, hangs.start.title, isNamed),
    }),
  )
  const heads = picture.heads.map(
    ({ title, x }): Node<{ title: string }> => ({
      ...{ id: `head ${x}`, type: 'head', position: { x, y: 0 }, data: { title }, width: boxWidth, height: 14 },
      ...{ selectable: false, focusable: false },
    }),
  )
  const lines = picture.lines.map(({ from, to, isShortest, isTouch }): Edge => {
    const isWay = way !== null && isShortest && way.has(from) && way.has(to)
    return {
      ...{ id: `${from}>${to}`, source: from, target: to, focusable: false },
      style: {
        stroke: isWay ? 'var(--qd-accent)' : 'var(--qd-border-strong)',
        strokeWidth: isWay ? 2 : 1,
        opacity: isWay ? 1 : way === null && isShortest && !isTouch ? 0.9 : 0.18,
      },
    }
  })
  return (
    <section
      className={css.canvas}
      aria-label="Drawing of what hangs on it; the lists below say the same"
      style={{ '--drawn': `${picture.height + 48}px` } as React.CSSProperties}
    >
      <ReactFlow
        nodes={[...heads, ...boxes]}
        edges={lines}
        nodeTypes={nodeTypes}
        colorMode={scheme}
        fitView
        fitViewOptions={{ maxZoom: 1, minZoom: 0.4, padding: 0.04 }}
        minZoom={0.2}
        maxZoom={1.5}
        nodesDraggable={false}
        nodesConnectable={false}
        zoomOnScroll={false}
        preventScrolling={false}
        onNodeClick={(_, { id, data }) => 'box' in data && onChoose(id === chosen ? null : id)}
        onNodesChange={(changes) => {
          // Enter on a box; a click comes by onNodeClick.
          const selected = changes.find((change) => change.type === 'select' && change.selected)
          if (selected?.type === 'select') onChoose(selected.id)
        }}
        onPaneClick={() => onChoose(null)}
        proOptions={{ hideAttribution: true }}
      >
        <Controls showInteractive={false} position="bottom-left" />
      </ReactFlow>
    </section>
  )
}

function titleOf(box: Box, start: string, isNamed: boolean): string {
  if (box.is === 'start') return start
  if (box.is === 'node') return box.node.title
  if (box.is === 'more') return `${countText(box.count)} more`
  return isNamed ? `and ${countText(box.count)} more` : countOf(box.count, 'open ticket', 'open tickets')
}

function Head({ data }: NodeProps<Node<{ title: string }>>) {
  return <div className={css.head}>{data.title}</div>
}

function HangingBox({ data: { box, title, part, tickets } }: NodeProps<Node<BoxData>>) {
  return (
    <div className={css.box} data-is={box.is === 'node' ? box.node.type : box.is} data-part={part ?? undefined}>
      <Handle type="target" position={Position.Left} isConnectable={false} className={css.handle} />
      <span className={css.boxName} title={title}>
        {box.is === 'node' && box.node.criticality && <Mark criticality={box.node.criticality} />}{' '}
        {box.is === 'tickets' ? (
          <Figure what="tickets" count={box.count} path="tickets" filter={tickets}>
            {title}
          </Figure>
        ) : (
          title
        )}
      </span>
      <About box={box} />
      <Handle type="source" position={Position.Right} isConnectable={false} className={css.handle} />
    </div>
  )
}

/** What a box says under its name, where its column doesn't: of a service its open tickets, which open. */
function About({ box }: { box: Box }) {
  if (box.is === 'more') return <span className={css.boxAbout}>in the lists below</span>
  if (box.is !== 'node') return null
  const { type, id, tickets, priority } = box.node
  if (type === 'team' || type === 'business_unit') return <span className={css.boxAbout}>{kinds[type]}</span>
  if (type === 'ticket')
    return <span className={css.boxAbout}>Ticket{priority && `, ${wordOf(priority).toLowerCase()}`}</span>
  if (tickets === 0) return null
  return (
    <span className={css.boxAbout}>
      <Figure what="tickets" count={tickets} path="tickets" filter={ticketsOf(id)}>
        {countOf(tickets, 'open ticket', 'open tickets')}
      </Figure>
    </span>
  )
}

const kinds = { team: 'Team', business_unit: 'Business unit' } as const
