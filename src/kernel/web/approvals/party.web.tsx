import { Select } from '@mantine/core'
import type { AnyRecord } from '../../record/define.ts'
import type { Ref } from '../../record/field.ts'
import { useRoles } from '../admin/data.web.ts'
import { EditValue } from '../field/edit.web.tsx'
import { useTitles } from '../list/condition.web.tsx'
import { type Party, peopleField } from './asked-step.ts'

interface PartyProps {
  readonly party: Party
  readonly person: AnyRecord
  readonly onChange: (party: Pick<Party, 'people' | 'role'>) => void
}

/** What else has to be said of who is asked: which people, or which role. */
export function PartyInput({ party: { who, people, role }, person, onChange }: PartyProps) {
  const roles = useRoles()
  const titleOf = useTitles(
    person.name,
    people.map(({ id }) => id),
  )
  if (who === 'people')
    return (
      <EditValue
        record={peopleField(person)}
        field="people"
        value={people.map(({ id, title }) => ({ id, title: title ?? titleOf(id) ?? '…' }))}
        onChange={(next) => onChange({ people: next as readonly Ref[], role })}
      />
    )
  if (who !== 'role') return null
  return (
    <Select
      label="Role"
      withAsterisk
      data={(roles.data ?? []).map(({ name, label }) => ({ value: name, label }))}
      value={role || null}
      searchable
      allowDeselect={false}
      onChange={(next) => onChange({ people, role: next ?? '' })}
    />
  )
}
