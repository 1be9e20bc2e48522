import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import type { RecordLink } from '../../traits/wire.ts'
import { useRegistry } from '../application.web.ts'
import { RecordAnchor, unseen } from '../field/reference.web.tsx'
import classes from './graph.module.css'

export interface GraphNodeData extends Record<string, unknown> {
  readonly link: RecordLink
  readonly isCentre: boolean
}

/** One record in a drawing: what it is and its name, which opens it. */
export function GraphNode({ data }: NodeProps<Node<GraphNodeData>>) {
  const { link, isCentre } = data
  const record = useRegistry().record(link.type)
  const tone = (link.state && record.states?.tones?.[link.state]) || null
  const title = link.title ?? unseen
  return (
    <div className={classes.node} data-centre={isCentre || undefined}>
      <Handle type="target" position={Position.Left} isConnectable={false} className={classes.handle} />
      <span className={classes.kind}>
        {tone && <span className={classes.tone} data-tone={tone} aria-hidden />}
        {record.label[0]}
        {link.number && ` · ${link.number}`}
      </span>
      {isCentre ? (
        <span className={classes.name}>{title}</span>
      ) : (
        <RecordAnchor record={record} id={link.number ?? link.id} className={classes.name}>
          {title}
        </RecordAnchor>
      )}
      <Handle type="source" position={Position.Right} isConnectable={false} className={classes.handle} />
    </div>
  )
}
