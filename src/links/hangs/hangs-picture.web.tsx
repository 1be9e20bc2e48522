import { useComputedColorScheme } from '@mantine/core'
import { Controls, type Edge, Handle, type Node, type NodeProps, Position, ReactFlow } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { useMemo } from 'react'
import { countText } from '../../kernel/web/field/words.ts'
import { type Box, boxHeight, boxWidth, pictureOf, wayTo } from './columns.ts'
import css from './hangs.module.css'
import { Mark } from './mark.web.tsx'
import type { WhatHangs } from './wire.ts'

interface PictureProps {
  readonly hangs: WhatHangs
  readonly chosen: string | null
  readonly onChoose: (id: string | null) => void
}
interface BoxData extends Record<string, unknown> {
  readonly box: Box
  readonly title: string
  /** How it stands to the chosen one; null while none is chosen. */
  readonly part: 'chosen' | 'way' | 'apart' | null
}

const nodeTypes = { box: HangingBox, head: Head }

/** What hangs there in columns, the start at the left: solid lines are the shortest reasons, faint ones more of them. */
export default function HangsPicture({ hangs, chosen, onChoose }: PictureProps) {
  const scheme = useComputedColorScheme('light')
  const picture = useMemo(() => pictureOf(hangs), [hangs])
  const way = chosen === null ? null : wayTo(hangs, chosen)
  const boxes = picture.boxes.map(
    (box): Node<BoxData> => ({
      id: box.id,
      type: 'box',
      position: { x: box.x, y: box.y },
      data: {
        box,
        title: titleOf(box, hangs.start.title),
        part: way === null ? null : box.id === chosen ? 'chosen' : way.has(box.id) ? 'way' : 'apart',
      },
      width: boxWidth,
      height: boxHeight,
      focusable: box.is === 'node',
      ariaLabel: titleOf(box, hangs.start.title),
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
        <Controls showInteractive={false} position="bottom-right" />
      </ReactFlow>
    </section>
  )
}

function titleOf(box: Box, start: string): string {
  if (box.is === 'start') return start
  if (box.is === 'node') return box.node.title
  return box.is === 'more'
    ? `${countText(box.count)} more`
    : `${countText(box.count)} open ${box.count === 1 ? 'ticket' : 'tickets'}`
}

function Head({ data }: NodeProps<Node<{ title: string }>>) {
  return <div className={css.head}>{data.title}</div>
}

function HangingBox({ data: { box, title, part } }: NodeProps<Node<BoxData>>) {
  const about = box.is === 'node' ? kinds[box.node.type] : box.is === 'more' ? 'in the lists below' : null
  return (
    <div className={css.box} data-is={box.is === 'node' ? box.node.type : box.is} data-part={part ?? undefined}>
      <Handle type="target" position={Position.Left} isConnectable={false} className={css.handle} />
      <span className={css.boxName} title={title}>
        {box.is === 'node' && box.node.criticality && <Mark criticality={box.node.criticality} />} {title}
      </span>
      {about && <span className={css.boxAbout}>{about}</span>}
      <Handle type="source" position={Position.Right} isConnectable={false} className={css.handle} />
    </div>
  )
}

/** What a box says under its name, where its column doesn't. */
const kinds = { engagement: null, service: null, team: 'Team', business_unit: 'Business unit', ticket: null }
