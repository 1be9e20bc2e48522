import { Checkbox, Skeleton } from '@mantine/core'
import { mayI, useMe } from '../session.web.tsx'
import css from './admin.module.css'
import { useRoles } from './data.web.ts'

interface ChoiceProps {
  readonly chosen: readonly string[]
  readonly onChange: (roles: readonly string[]) => void
  readonly error?: string | undefined
}

/** The roles one can be given, each with what it is for; those beyond the caller's own can't be touched. */
export function RoleChoice({ chosen, onChange, error }: ChoiceProps) {
  const { data: roles, isPending } = useRoles()
  const me = useMe()
  if (isPending) return <Skeleton h={160} />
  return (
    <Checkbox.Group
      label="Roles"
      description="What they may do is what all of their roles together allow."
      value={[...chosen]}
      onChange={onChange}
      error={error}
    >
      <div className={css.choices}>
        {(roles ?? []).map(({ name, label, about, permissions }) => {
          const isBeyond = !permissions.every((permission) => mayI(me, permission))
          return (
            <Checkbox
              key={name}
              value={name}
              label={label}
              description={isBeyond ? `${about} It allows more than you may give.` : about}
              disabled={isBeyond}
            />
          )
        })}
      </div>
    </Checkbox.Group>
  )
}
