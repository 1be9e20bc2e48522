import type { GroupRole } from '../../access/source-roles.ts'
import { useRoleLabel } from '../admin/data.web.ts'
import css from './identity.module.css'

/** Which group gives which role, as a sentence each. */
export default function GroupRolesText({ value }: { readonly value: unknown }) {
  const labelOf = useRoleLabel()
  const lines = Array.isArray(value) ? (value as readonly GroupRole[]) : []
  if (lines.length === 0) return <>None</>
  return (
    <ul className={css.lines}>
      {lines.map(({ group, role }, place) => (
        <li key={place}>
          <strong>{group}</strong> gives {labelOf(role)}
        </li>
      ))}
    </ul>
  )
}
