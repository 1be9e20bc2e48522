import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { AccountHistory } from '../enter/happenings.web.tsx'
import { countText } from '../field/words.ts'
import { toast, toastProblem } from '../toast.web.tsx'
import css from './admin.module.css'
import { type RoleView, useHolders, useRemoveRole, useSaveRole } from './data.web.ts'
import { Section } from './page.web.tsx'

/** Who holds a role, what happened to it, and its end. */
export function RoleKeeping({ role }: { role: RoleView }) {
  const { data } = useHolders(role.name)
  return (
    <>
      <Section
        title="Who holds it"
        about={
          data &&
          (data.count === 0 ? 'Nobody.' : `${countText(data.count)} ${data.count === 1 ? 'account' : 'accounts'}.`)
        }
      >
        {data && data.count > 0 && (
          <p className={css.holders}>
            {data.rows.map(({ id, name, isDisabled }) => (
              <Link key={id} to={`/admin/accounts/${id}` as '/'} className={css.link}>
                {name}
                {isDisabled && ' (disabled)'}
              </Link>
            ))}
            {data.count > data.rows.length && <span className={css.dim}>and more</span>}
          </p>
        )}
      </Section>
      {!role.isReadyMade && (
        <Section title="What happened to this role">
          <AccountHistory of={`/roles/${role.name}`} />
        </Section>
      )}
      {!role.isReadyMade && data?.count === 0 && <Removal role={role} />}
    </>
  )
}

function Removal({ role }: { role: RoleView }) {
  const [remove, save] = [useRemoveRole(), useSaveRole()]
  const navigate = useNavigate()
  const { name, label, about, permissions } = role
  const again = () => save(null, { label, about, permissions }).catch(toastProblem)
  const end = async () => {
    await navigate({ to: '/admin/roles' as '/', search: {} as never })
    await remove(name)
    toast({ says: `The role ${label} is removed.`, action: { label: 'Undo', run: () => void again() } })
  }
  return (
    <Section title="Remove" about="Nobody holds it. What was done with it stays in the history.">
      <Button variant="default" size="sm" className={css.grave} onClick={() => void end().catch(toastProblem)}>
        Remove this role
      </Button>
    </Section>
  )
}
