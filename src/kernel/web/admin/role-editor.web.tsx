import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type GrantGroup, grantGroups, permissionWords } from '../../access/permissions.ts'
import { holds } from '../../access/rule.ts'
import { useRegistry } from '../application.web.ts'
import { mayI, useMe } from '../session.web.tsx'
import { NotFound } from '../shell/problem.web.tsx'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import { toast } from '../toast.web.tsx'
import css from './admin.module.css'
import { type RoleView, useRoles, useSaveRole } from './data.web.ts'
import { AdminPage } from './page.web.tsx'
import { useSubmit } from './submit.web.ts'

/** Makes a role, from another one where that is asked for, or changes one that was made here. */
export default function RoleEditor() {
  const { name } = useParams({ strict: false }) as { readonly name?: string }
  const { from } = useSearch({ strict: false }) as { readonly from?: string }
  const { data: roles, isPending } = useRoles()
  if (isPending) return <PageSkeleton />
  const role = roles?.find((one) => one.name === name && !one.isReadyMade) ?? null
  if (name !== undefined && !role) return <NotFound />
  const model = roles?.find((one) => one.name === from) ?? null
  return <Editor key={name ?? from ?? ''} role={role} model={model} />
}

function Editor({ role, model }: { role: RoleView | null; model: RoleView | null }) {
  const save = useSaveRole()
  const navigate = useNavigate()
  const [values, setValues] = useState({
    label: role?.label ?? (model ? `${model.label} (copy)` : ''),
    about: role?.about ?? model?.about ?? '',
    permissions: [...((role ?? model)?.permissions ?? [])],
  })
  const set = (patch: Partial<typeof values>) => setValues((before) => ({ ...before, ...patch }))
  const { problem, isBusy, submit } = useSubmit(async () => {
    const saved = await save(role?.name ?? null, values)
    toast({
      says: role ? `${saved.label} is changed, for all who hold it, at once.` : `The role ${saved.label} is made.`,
    })
    await navigate({ to: '/admin/roles' as '/', search: { role: saved.name } as never })
  })
  const says = (field: string) => problem?.problems.find((one) => one.field === field)?.says
  const isWrong = problem && (problem.problems.length === 0 || says('permissions'))
  return (
    <AdminPage
      title={role ? `Change ${role.label}` : model ? `A copy of ${model.label}` : 'New role'}
      about={
        role
          ? 'Whoever holds it may do what it says from the next request on.'
          : 'Name it, say whom it is for, and tick what its holders may do.'
      }
    >
      <form className={css.form} onSubmit={submit}>
        <TextInput
          label="Name"
          value={values.label}
          maxLength={80}
          onChange={({ currentTarget }) => set({ label: currentTarget.value })}
          error={says('label')}
        />
        <Textarea
          label="Whom it is for"
          autosize
          minRows={2}
          maxLength={400}
          value={values.about}
          onChange={({ currentTarget }) => set({ about: currentTarget.value })}
          error={says('about')}
        />
        <Ticks chosen={values.permissions} onChange={(permissions) => set({ permissions })} />
        {isWrong && (
          <p role="alert" className={css.problem}>
            {says('permissions') ?? problem.message}
          </p>
        )}
        <div className={css.actions}>
          <Button type="submit" size="sm" loading={isBusy}>
            {role ? 'Save changes' : 'Make this role'}
          </Button>
        </div>
      </form>
    </AdminPage>
  )
}

interface TicksProps {
  readonly chosen: string[]
  readonly onChange: (permissions: string[]) => void
}

/** Everything that can be allowed, by record. What a wider tick allows already is ticked with it; what one doesn't hold can't be given. */
function Ticks({ chosen, onChange }: TicksProps) {
  const { records } = useRegistry()
  const me = useMe()
  const groups = grantGroups(records)
  const known = new Set(groups.flatMap(({ grants }) => grants.map(({ permission }) => permission)))
  const wide = [...new Set(['*.read', ...chosen.filter((permission) => !known.has(permission))])]
  const broad: GrantGroup = {
    record: null,
    title: 'At once',
    grants: wide.map((permission) => ({ permission, says: upper(permissionWords(permission, records)) })),
  }
  const toggle = (permission: string, isOn: boolean) =>
    onChange(isOn ? [...chosen, permission] : chosen.filter((one) => one !== permission))
  return (
    <fieldset className={css.ticks}>
      <legend>What its holders may do</legend>
      {[broad, ...groups].map(({ title, grants }) => (
        <fieldset key={title} className={css.tickGroup}>
          <legend>{title}</legend>
          {grants.map(({ permission, says }) => {
            const isOwn = chosen.includes(permission)
            const others = new Set(chosen.filter((one) => one !== permission))
            const isImplied = !isOwn && permission !== 'records.only_read' && holds({ permissions: others }, permission)
            const isBeyond = !mayI(me, permission)
            return (
              <Checkbox
                key={permission}
                size="xs"
                label={says}
                description={
                  isImplied
                    ? 'Allowed by a wider tick.'
                    : isBeyond
                      ? 'You don’t hold this, so you can’t give it.'
                      : undefined
                }
                checked={isOwn || isImplied}
                disabled={isImplied || (isBeyond && !isOwn)}
                onChange={({ currentTarget }) => toggle(permission, currentTarget.checked)}
              />
            )
          })}
        </fieldset>
      ))}
    </fieldset>
  )
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
