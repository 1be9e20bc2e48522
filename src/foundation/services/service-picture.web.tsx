import { useComputedColorScheme } from '@mantine/core'
import {
  Controls,
  type Edge as FlowEdge,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { useState } from 'react'
import { countText } from '../../kernel/web/field/words.ts'
import { withoutShortcuts } from '../pictures/index.ts'
import { type Arrangement, boxHeight, boxWidth } from './service-layout.ts'
import type { ServiceGroup, ServiceMap, ServiceNode } from './service-map.ts'
import css from './service-map.module.css'
import { aboutService, kindWord, markOf } from './words.ts'

/** How a box stands to the chosen one. */
export type Part = 'chosen' | 'stops' | 'needed' | 'apart' | null

interface PictureProps {
  readonly map: ServiceMap
  readonly arrangement: Arrangement
  readonly partOf: (id: string) => Part
  readonly onChoose: (id: string | null) => void
}
interface BoxData extends Record<string, unknown> {
  readonly service: ServiceNode | null
  readonly group: ServiceGroup | null
  readonly part: Part
}

const nodeTypes = { service: Box, band: Band }

/** The map drawn: boxes by kind and criticality, arrows from what depends to what it depends on. */
export default function ServicePicture({ map, arrangement, partOf, onChoose }: PictureProps) {
  const scheme = useComputedColorScheme('light')
  const [hovered, setHovered] = useState<string | null>(null)
  const box = (id: string, service: ServiceNode | null, group: ServiceGroup | null): Node<BoxData> => ({
    id,
    type: 'service',
    position: arrangement.places.get(id) ?? { x: 0, y: 0 },
    data: { service, group, part: partOf(id) },
    width: boxWidth,
    height: boxHeight,
    ariaLabel: service
      ? `${service.title}, ${kindWord(service.kind)} service, ${aboutService(service)}`
      : `${group?.title}, ${group?.count} services`,
  })
  const bands = arrangement.bands.map(
    ({ title, y }): Node<{ title: string }> => ({
      id: title,
      type: 'band',
      position: { x: 0, y: y - 22 },
      data: { title },
      width: arrangement.width,
      height: 14,
      selectable: false,
      focusable: false,
    }),
  )
  const edges = drawnEdges(map, partOf).map((edge): FlowEdge => {
    const id = `${edge.from}>${edge.to}`
    const part = edgePart(partOf(edge.from), partOf(edge.to))
    return {
      id,
      source: edge.from,
      target: edge.to,
      className: css.edge,
      domAttributes: { 'data-part': part } as FlowEdge['domAttributes'],
      markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: edgeColours[part] },
      style: {
        stroke: edgeColours[part],
        strokeWidth: part === 'calm' || part === 'apart' ? 1 : 1.6,
        opacity: part === 'apart' ? 0.18 : part === 'stops' ? 0.6 : 1,
      },
      label: hovered === id ? (edge.count > 1 ? `${edge.count} dependencies` : 'depends on') : undefined,
      focusable: false,
    }
  })
  return (
    <ReactFlow
      nodes={[
        ...bands,
        ...map.nodes.map((node) => box(node.id, node, null)),
        ...map.groups.map((group) => box(group.id, null, group)),
      ]}
      edges={edges}
      nodeTypes={nodeTypes}
      colorMode={scheme}
      fitView
      fitViewOptions={{ maxZoom: 1, padding: 0.06 }}
      minZoom={0.15}
      maxZoom={2}
      nodesDraggable={false}
      nodesConnectable={false}
      onNodeClick={(_, node) => node.type === 'service' && onChoose(node.id)}
      onNodesChange={(changes) => {
        // Enter on a box; a click comes by onNodeClick.
        const selected = changes.find((change) => change.type === 'select' && change.selected)
        if (selected?.type === 'select') onChoose(selected.id)
      }}
      onPaneClick={() => onChoose(null)}
      onEdgeMouseEnter={(_, edge) => setHovered(edge.id)}
      onEdgeMouseLeave={() => setHovered(null)}
      proOptions={{ hideAttribution: true }}
    >
      <Controls showInteractive={false} position="bottom-right" />
    </ReactFlow>
  )
}

/** What others already say isn't drawn, but for what the chosen service itself depends on and what depends on it. */
function drawnEdges(map: ServiceMap, partOf: (id: string) => Part): ServiceMap['edges'] {
  const kept = new Set(withoutShortcuts({ nodes: [...map.nodes, ...map.groups], edges: map.edges }))
  return map.edges.filter((edge) => kept.has(edge) || partOf(edge.from) === 'chosen' || partOf(edge.to) === 'chosen')
}

function Band({ data }: NodeProps<Node<{ title: string }>>) {
  return <div className={css.band}>{data.title}</div>
}

type EdgePart = 'calm' | 'apart' | 'stops' | 'needed'
const edgeColours: Readonly<Record<EdgePart, string>> = {
  calm: 'var(--qd-border-strong)',
  apart: 'var(--qd-border-strong)',
  stops: 'var(--qd-tone-bad)',
  needed: 'var(--qd-tone-info)',
}

function edgePart(from: Part, to: Part): EdgePart {
  if (from === null) return 'calm'
  if (from === 'stops' && (to === 'stops' || to === 'chosen')) return 'stops'
  if ((from === 'chosen' || from === 'needed') && to === 'needed') return 'needed'
  return from === 'chosen' && to === 'stops' ? 'needed' : 'apart'
}

function Box({ data: { service, group, part } }: NodeProps<Node<BoxData>>) {
  const mark = markOf(service?.criticality ?? null)
  return (
    <div
      className={css.box}
      data-kind={service ? service.kind : 'group'}
      data-part={part ?? undefined}
      data-state={service?.state}
    >
      <Handle type="target" position={Position.Top} isConnectable={false} className={css.handle} />
      <span className={css.boxName} title={service?.title ?? group?.title}>
        {service?.title ?? group?.title}
      </span>
      <span className={css.boxAbout}>
        {service ? (
          <>
            <span className={css.mark} data-tone={mark.tone} aria-hidden>
              {mark.mark}
            </span>
            {[service.criticality, service.state === 'planned' && 'planned'].filter(Boolean).join(', ')}
          </>
        ) : (
          `${countText(group?.count ?? 0)} services${group?.vital ? `, ${countText(group.vital)} vital` : ''}`
        )}
      </span>
      <Handle type="source" position={Position.Bottom} isConnectable={false} className={css.handle} />
    </div>
  )
}
