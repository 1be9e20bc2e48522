import { ActionIcon, Button, Input, Select, TextInput } from '@mantine/core'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { GroupRole } from '../../access/source-roles.ts'
import { useRoles } from '../admin/data.web.ts'
import type { EditorProps } from '../field/editor.ts'
import css from './identity.module.css'

/** Which group gives which role, one to a line. */
export default function GroupRolesEdit({ value, onChange, frame }: EditorProps) {
  const { data: roles } = useRoles()
  const lines = Array.isArray(value) ? (value as readonly GroupRole[]) : []
  const choices = (roles ?? []).map(({ name, label }) => ({ value: name, label }))
  const set = (place: number, change: Partial<GroupRole>): void =>
    onChange(lines.map((line, index) => (index === place ? { ...line, ...change } : line)))
  const without = (place: number): void => {
    const left = lines.filter((_, index) => index !== place)
    onChange(left.length > 0 ? left : null)
  }
  return (
    <Input.Wrapper label={frame.label} description={frame.description} error={frame.error} labelElement="div">
      <div className={css.groupRoles}>
        {lines.map(({ group, role }, place) => (
          <div key={place} className={css.groupRole}>
            <TextInput
              aria-label={`Group ${place + 1}`}
              placeholder="Group there"
              value={group}
              maxLength={300}
              disabled={frame.disabled}
              onChange={(event) => set(place, { group: event.currentTarget.value })}
            />
            <Select
              aria-label={`Role of group ${place + 1}`}
              placeholder="Role here"
              data={choices}
              value={role === '' ? null : role}
              searchable
              disabled={frame.disabled}
              onChange={(next) => set(place, { role: next ?? '' })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove group ${place + 1}`}
              disabled={frame.disabled}
              onClick={() => without(place)}
            >
              <IconX size={14} />
            </ActionIcon>
          </div>
        ))}
        <Button
          variant="default"
          size="compact-sm"
          disabled={frame.disabled}
          onClick={() => onChange([...lines, { group: '', role: '' }])}
        >
          {lines.length === 0 ? 'Add a group' : 'Add another group'}
        </Button>
      </div>
    </Input.Wrapper>
  )
}
