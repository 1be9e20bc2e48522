import { ActionIcon, Button } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import type { Relation } from '../../traits/wire.ts'
import { useHasFace, useRegistry } from '../application.web.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { Face } from '../field/face.web.tsx'
import { RecordAnchor, unseen } from '../field/reference.web.tsx'
import { labelFor } from '../field/fields.ts'
import { isEmpty, ShowValue } from '../field/show.web.tsx'
import { AddRelation } from './add-relation.web.tsx'
import { useChangeTrait, useParts } from './ask.web.ts'
import { asRecord } from './fields-as-record.ts'
import page from './page.module.css'
import classes from './record.module.css'
import traits from './traits.module.css'
import { useRemoval } from './remove.web.ts'
import type { Row } from './row.ts'

interface RelationsProps {
  record: AnyRecord
  row: Row
  isFrozen: boolean
  /** Leads to the drawing; absent where the drawing is beside it. */
  onGraph?: () => void
}

/** What a record was related to by hand, by how each relation reads. */
export function Relations({ record, row, isFrozen, onGraph }: RelationsProps) {
  const { data } = useParts(record, row.id)
  const change = useChangeTrait(row.id)
  const removal = useRemoval((id) => change('DELETE', `/relations/${id}`))
  const [isAdding, setAdding] = useState(false)
  const relations = (data?.relations ?? []).filter((relation) => !removal.isRemoved(relation.id))
  const groups = Map.groupBy(relations, (relation) => relation.reads)
  const canWrite = row.can.includes('update') && !isFrozen
  return (
    <section aria-label="Relations">
      <h2 className={page.railTitle}>
        Relations
        {canWrite && (
          <ActionIcon className={classes.noPrint} size={24} aria-label="Add a relation" onClick={() => setAdding(true)}>
            <IconPlus size={15} />
          </ActionIcon>
        )}
      </h2>
      {data && relations.length === 0 && <span className={classes.dim}>Related to nothing yet.</span>}
      {[...groups].map(([reads, group]) => (
        <div key={reads} className={traits.relationGroup}>
          <span className={classes.small}>{reads}</span>
          <ul className={classes.rows}>
            {group.map((relation) => (
              <Line
                key={relation.id}
                relation={relation}
                canRemove={canWrite && relation.can.includes('remove')}
                onRemove={() => removal.remove(relation.id, 'The relation was removed')}
              />
            ))}
          </ul>
        </div>
      ))}
      {onGraph && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          fw={400}
          c="dimmed"
          ml={-8}
          mt={4}
          className={classes.noPrint}
          onClick={onGraph}
        >
          Draw what is around it
        </Button>
      )}
      {isAdding && <AddRelation record={record} row={row} onClose={() => setAdding(false)} />}
    </section>
  )
}

function Line({ relation, canRemove, onRemove }: { relation: Relation; canRemove: boolean; onRemove: () => void }) {
  const { other } = relation
  const record = useRegistry().record(other.type)
  const hasFace = useHasFace(record)
  const title = other.title ?? unseen
  return (
    <li>
      <span className={classes.grow}>
        <RecordAnchor record={record} id={other.number ?? other.id}>
          {hasFace ? <Face name={title} /> : title}
        </RecordAnchor>
        <Said relation={relation} />
      </span>
      {canRemove && (
        <ActionIcon
          className={classes.quiet}
          size={22}
          aria-label={`Remove the relation to ${title}`}
          onClick={onRemove}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </li>
  )
}

/** What a relation says of itself, by the fields that its link declares. */
function Said({ relation }: { relation: Relation }) {
  const registry = useRegistry()
  const fields = registry.links.find(({ name }) => name === relation.link)?.fields ?? {}
  const link = asRecord(relation.link, fields)
  const said = Object.keys(fields).filter((name) => !isEmpty(relation.values[name]))
  if (said.length === 0) return null
  return (
    <span className={traits.said}>
      {said.map((name) => {
        const value = relation.values[name]
        const to = fields[name]?.kind === 'ref' ? fields[name].options.to : undefined
        return (
          <span key={name}>
            {labelFor(link, name)}{' '}
            {to && typeof value === 'string' ? (
              <RecordAnchor record={registry.record(to)} id={value}>
                {inSentence(registry.record(to).label[0])}
              </RecordAnchor>
            ) : (
              <ShowValue record={link} field={name} value={value} isLine dates="exact" />
            )}
          </span>
        )
      })}
    </span>
  )
}
