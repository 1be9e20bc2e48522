import { Background, Controls, type Edge, type Node, ReactFlow } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { SegmentedControl, useComputedColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import type { Graph } from '../../traits/wire.ts'
import { useGraph } from './ask.web.ts'
import { mergedEdges } from './graph-edges.ts'
import { layOut, nodeHeight, nodeWidth } from './graph-layout.web.ts'
import { GraphNode, type GraphNodeData } from './graph-node.web.tsx'
import classes from './graph.module.css'
import page from './page.module.css'
import { Relations } from './relations.web.tsx'
import { RelationTable } from './graph-table.web.tsx'
import type { Row } from './row.ts'
import { Failed, Lines } from './states.web.tsx'

const nodeTypes = { record: GraphNode }

/** What is around a record, drawn, with the same in words beside it. */
export default function GraphTab({ record, row, isFrozen }: { record: AnyRecord; row: Row; isFrozen: boolean }) {
  const [depth, setDepth] = useState('1')
  const { data: graph, error, refetch } = useGraph(row.id, Number(depth))
  return (
    <div className={classes.split}>
      <section className={classes.picture} aria-label="Drawing of what is around it">
        <div className={classes.bar}>
          <SegmentedControl
            size="xs"
            aria-label="How far"
            value={depth}
            onChange={setDepth}
            data={[
              { value: '1', label: '1 step' },
              { value: '2', label: '2 steps' },
              { value: '3', label: '3 steps' },
            ]}
          />
          {graph?.isCut && (
            <span className={classes.note}>More is around it than can be drawn; the nearest are shown.</span>
          )}
        </div>
        {error && !graph && <Failed problem={error} onRetry={() => void refetch()} />}
        {!error && !graph && <Lines count={6} />}
        {graph && <Drawing graph={graph} centre={row.id} />}
      </section>
      <div className={`${classes.words} ${page.rail}`}>
        <Relations record={record} row={row} isFrozen={isFrozen} />
        {graph && <RelationTable graph={graph} centre={row.id} />}
      </div>
    </div>
  )
}

function Drawing({ graph, centre }: { graph: Graph; centre: string }) {
  const scheme = useComputedColorScheme('light')
  const { data: layout } = useQuery({
    queryKey: [
      'graph-layout',
      centre,
      graph.nodes.map((node) => node.id).join(),
      graph.edges.map((edge) => edge.id).join(),
    ],
    queryFn: () => layOut(graph),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!layout) return <Lines count={6} />
  const nodes = graph.nodes.map(
    (node): Node<GraphNodeData> => ({
      id: node.id,
      type: 'record',
      position: layout.places.get(node.id) ?? { x: 0, y: 0 },
      data: { link: node, isCentre: node.id === centre },
      width: nodeWidth,
      height: nodeHeight,
      focusable: false,
    }),
  )
  const edges = mergedEdges(graph.edges).map(
    (edge): Edge => ({
      id: edge.id,
      source: edge.from,
      target: edge.to,
      label: graph.edges.length <= 24 ? edge.reads : undefined,
      style: edge.kind === 'relation' ? undefined : { strokeDasharray: '4 4' },
      focusable: false,
    }),
  )
  // What doesn't fit at a size that can be read is panned to, starting from the record itself.
  const aroundCentre = graph.nodes.length > 24 ? { nodes: [{ id: centre }] } : {}
  return (
    <div className={classes.canvas} style={{ '--drawn': `${layout.height + 96}px` }}>
      <ReactFlow
        key={centre}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        colorMode={scheme}
        fitView
        fitViewOptions={{ maxZoom: 1, minZoom: 0.5, padding: 0.12, ...aroundCentre }}
        minZoom={0.1}
        nodesDraggable={false}
        nodesConnectable={false}
        zoomOnScroll={false}
        preventScrolling={false}
        proOptions={{ hideAttribution: true }}
      >
        <Background gap={24} size={1} />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  )
}
