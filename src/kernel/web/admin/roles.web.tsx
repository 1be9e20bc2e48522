import { Button, Select } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import { useRegistry } from '../application.web.ts'
import { mayI, useMe } from '../session.web.tsx'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import css from './admin.module.css'
import { type Allowance, allowanceOf, type Reach, verbsOf } from './allowances.ts'
import { type RoleView, useRoles } from './data.web.ts'
import { AdminPage, Failed } from './page.web.tsx'
import { RoleKeeping } from './role-keeping.web.tsx'

interface Search {
  readonly role?: string
  readonly with?: string
}

/** What each role may do, in words, side by side with another where that is asked for. */
export default function RolesPage() {
  const { role: wanted, with: other } = useSearch({ strict: false }) as Search
  const { data: roles, isPending, error, refetch } = useRoles()
  const mayManage = mayI(useMe(), 'role.manage')
  const role = roles?.find(({ name }) => name === wanted) ?? roles?.[0]
  const compared = roles?.find(({ name }) => name === other && name !== role?.name) ?? null
  return (
    <AdminPage
      title="Roles"
      about="What each role may do. An account with several roles may do what any of them allows."
      action={
        mayManage && (
          <Button component={Link} to="/admin/roles/new" h={30} px={12}>
            New role
          </Button>
        )
      }
    >
      {isPending && <PageSkeleton />}
      {error && <Failed error={error} retry={refetch} />}
      {roles && role && (
        <div className={css.split}>
          <nav className={css.picker} aria-label="Roles">
            {roles.map(({ name, label, isReadyMade }) => (
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
                {!isReadyMade && <span className={css.note}>made here</span>}
              </Link>
            ))}
          </nav>
          <OneRole key={role.name} role={role} roles={roles} other={compared} mayManage={mayManage} />
        </div>
      )}
    </AdminPage>
  )
}

interface OneRoleProps {
  readonly role: RoleView
  readonly roles: readonly RoleView[]
  readonly other: RoleView | null
  readonly mayManage: boolean
}

function OneRole({ role, roles, other, mayManage }: OneRoleProps) {
  const navigate = useNavigate()
  const compare = (name: string | null) =>
    navigate({
      to: '/admin/roles' as '/',
      search: { role: role.name, with: name ?? undefined } as never,
      replace: true,
    })
  return (
    <article className={css.role} aria-label={role.label}>
      <h2>{role.label}</h2>
      <p className={css.sectionAbout}>
        {role.about} {role.isReadyMade && 'It comes with Quarterdeck and stays as it is.'}
      </p>
      <div className={css.roleActions}>
        <Select
          className={css.compare}
          size="xs"
          label="Compare with"
          placeholder="Another role"
          clearable
          clearButtonProps={{ 'aria-label': 'Compare with none' }}
          data={roles.filter(({ name }) => name !== role.name).map(({ name, label }) => ({ value: name, label }))}
          value={other?.name ?? null}
          onChange={(name) => void compare(name)}
        />
        {mayManage && !role.isReadyMade && (
          <Button component={Link} to={`/admin/roles/${role.name}/edit` as '/'} size="xs" variant="default">
            Change this role
          </Button>
        )}
        {mayManage && (
          <Button
            component={Link}
            to={'/admin/roles/new' as '/'}
            search={{ from: role.name } as never}
            size="xs"
            variant="default"
          >
            Make a copy
          </Button>
        )}
      </div>
      <Matrix role={role} other={other} />
      <Verbs role={role} other={other} />
      {mayManage && <RoleKeeping role={role} />}
    </article>
  )
}

interface Compared {
  readonly role: RoleView
  readonly other: RoleView | null
}

function Matrix({ role, other }: Compared) {
  const { records } = useRegistry()
  const pairs = records.map((record) => ({
    own: allowanceOf(role.permissions, record),
    theirs: other && allowanceOf(other.permissions, record),
  }))
  return (
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
        {pairs.map(({ own, theirs }) => (
          <Line key={own.record.name} allowance={own} theirs={theirs} otherLabel={other?.label ?? ''} />
        ))}
      </tbody>
    </table>
  )
}

interface LineProps {
  readonly allowance: Allowance
  readonly theirs: Allowance | null
  readonly otherLabel: string
}

function Line({ allowance, theirs, otherLabel }: LineProps) {
  const { record, hidden, besides } = allowance
  return (
    <tr>
      <th scope="row">
        {record.label[1]}
        {hidden.length > 0 && <span className={css.note}>without {hidden.join(', ')}</span>}
        {besides.length > 0 && <span className={css.note}>also: {besides.join(', ')}</span>}
      </th>
      {(['see', 'create', 'change', 'archive'] as const).map((verb) => (
        <td key={verb}>
          <Mark reach={allowance[verb]} />
          {theirs && theirs[verb] !== allowance[verb] && (
            <span className={css.differs}>
              {otherLabel}: {words[theirs[verb]].toLowerCase()}
            </span>
          )}
        </td>
      ))}
    </tr>
  )
}

function Verbs({ role, other }: Compared) {
  const own = verbsOf(role.permissions)
  const theirs = other ? verbsOf(other.permissions) : []
  const missing = theirs.filter((says) => !own.includes(says))
  return (
    <>
      <h3>Also</h3>
      {own.length === 0 && <p className={css.sectionAbout}>Nothing beyond records.</p>}
      <ul className={css.verbs}>
        {own.map((says) => (
          <li key={says}>
            <IconCheck size={16} stroke={1.8} aria-hidden />
            {says}
            {other && !theirs.includes(says) && <span className={css.differs}>{other.label}: no</span>}
          </li>
        ))}
        {missing.map((says) => (
          <li key={says}>
            <span className={css.dim}>{says}: no</span>
            <span className={css.differs}>{other?.label}: yes</span>
          </li>
        ))}
      </ul>
    </>
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
