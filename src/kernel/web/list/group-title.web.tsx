import { useHasFace } from '../application.web.ts'
import { Face } from '../field/face.web.tsx'
import { fieldOf, labelFor } from '../field/fields.ts'
import { unseen } from '../field/reference.web.tsx'
import { ShowValue } from '../field/show.web.tsx'
import { useList } from './list-model.web.ts'
import type { Group } from './rows.web.ts'
import { inSentence } from '../../record/in-sentence.ts'

/** What a group's rows have in common. */
export function GroupTitle({ group, by }: { group: Group; by?: string }) {
  const { record, shown } = useList()
  const name = by ?? shown.group ?? ''
  const field = fieldOf(record, name)
  const hasFace = useHasFace(field?.options.to ?? '')
  if (group.value === null) return <span>No {inSentence(labelFor(record, name))}</span>
  if (field?.kind !== 'ref') return <ShowValue record={record} field={name} value={group.value} isLine />
  const title = group.title ?? unseen
  return hasFace && group.title ? <Face name={title} /> : <span>{title}</span>
}
