import { Link, useSearch } from '@tanstack/react-router'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import { useRegistry } from '../application.web.ts'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import css from './admin.module.css'
import { type Allowance, allowanceOf, type Reach, verbsOf } from './allowances.ts'
import { type RoleView, useRoles } from './data.web.ts'
import { AdminPage, Failed } from './page.web.tsx'

/** What each role may do, in words. */
export default function RolesPage() {
  const { role: wanted } = useSearch({ strict: false }) as { readonly role?: string }
  const { data: roles, isPending, error, refetch } = useRoles()
  const role = roles?.find(({ name }) => name === wanted) ?? roles?.[0]
  return (
    <AdminPage
      title="Roles"
      about="What each role may do. An account with several roles may do what any of them allows."
    >
      {isPending && <PageSkeleton />}
      {error && <Failed error={error} retry={refetch} />}
      {roles && role && (
        <div className={css.split}>
          <nav className={css.picker} aria-label="Roles">
            {roles.map(({ name, label }) => (
              <Link
                key={name}
                to={'/admin/roles' as '/'}
                search={{ role: name } as never}
                replace
                className={css.pick}
                aria-current={name === role.name ? 'true' : undefined}
                activeProps={{}}
              >
                {label}
              </Link>
            ))}
          </nav>
          <OneRole key={role.name} role={role} />
        </div>
      )}
    </AdminPage>
  )
}

function OneRole({ role }: { role: RoleView }) {
  const allowances = useRegistry().records.map((record) => allowanceOf(role.permissions, record))
  const verbs = verbsOf(role.permissions)
  return (
    <article className={css.role} aria-label={role.label}>
      <h2>{role.label}</h2>
      <p className={css.sectionAbout}>{role.about}</p>
      <table className={css.table} data-is-matrix>
        <thead>
          <tr>
            <th scope="col">Records</th>
            <th scope="col">See</th>
            <th scope="col">Create</th>
            <th scope="col">Change</th>
            <th scope="col">Archive</th>
          </tr>
        </thead>
        <tbody>
          {allowances.map((allowance) => (
            <Line key={allowance.record.name} allowance={allowance} />
          ))}
        </tbody>
      </table>
      <h3>Also</h3>
      {verbs.length === 0 ? (
        <p className={css.sectionAbout}>Nothing beyond records.</p>
      ) : (
        <ul className={css.verbs}>
          {verbs.map((says) => (
            <li key={says}>
              <IconCheck size={16} stroke={1.8} aria-hidden />
              {says}
            </li>
          ))}
        </ul>
      )}
    </article>
  )
}

function Line({ allowance }: { allowance: Allowance }) {
  const { record, see, create, change, archive, hidden, besides } = allowance
  return (
    <tr>
      <th scope="row">
        {record.label[1]}
        {hidden.length > 0 && <span className={css.note}>without {hidden.join(', ')}</span>}
        {besides.length > 0 && <span className={css.note}>also: {besides.join(', ')}</span>}
      </th>
      {[see, create, change, archive].map((reach, at) => (
        <td key={at}>
          <Mark reach={reach} />
        </td>
      ))}
    </tr>
  )
}

const words: Readonly<Record<Reach, string>> = { all: 'Yes', own: 'Their own', none: 'No' }

function Mark({ reach }: { reach: Reach }) {
  return (
    <span className={css.mark} data-reach={reach}>
      {words[reach]}
    </span>
  )
}
