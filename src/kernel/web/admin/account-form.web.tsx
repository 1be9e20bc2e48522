import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { f, type Ref } from '../../record/field.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { pathOf } from '../../record/registry.ts'
import { read } from '../api.web.ts'
import { useApplication } from '../application.web.ts'
import { EditValue } from '../field/edit.web.tsx'
import { refOf } from '../field/wire.ts'
import { asRecord } from '../record/fields-as-record.ts'
import css from './admin.module.css'
import { RoleChoice } from './role-choice.web.tsx'
import { useSubmit } from './submit.web.ts'

/** What one may say of an account, as the form holds it. */
export interface AccountValues {
  readonly name: string
  readonly email: string
  readonly self: Ref | null
  readonly roles: readonly string[]
}

interface FormProps {
  readonly initial: AccountValues
  readonly saves: string
  readonly onSave: (values: AccountValues) => Promise<void>
  /** A form for a new account is filled from the record it is linked to. */
  readonly isNew?: boolean
}

/** Name, e-mail, linked record and roles of an account. */
export function AccountForm({ initial, saves, onSave, isNew = false }: FormProps) {
  const [values, setValues] = useState(initial)
  const { problem, isBusy, submit } = useSubmit(() => onSave(values))
  const says = (field: string) => problem?.problems.find((one) => one.field === field)?.says
  const set = (patch: Partial<AccountValues>) => setValues((before) => ({ ...before, ...patch }))
  const isChanged = JSON.stringify(values) !== JSON.stringify(initial)
  return (
    <form className={css.form} onSubmit={submit}>
      <LinkedRecord
        value={values.self}
        error={says('self')}
        onChange={(self, found) =>
          set({ self, ...(isNew && found && { name: found.name, email: found.email || values.email }) })
        }
      />
      <div className={css.pair}>
        <TextInput
          label="Name"
          value={values.name}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          maxLength={200}
          required
          withAsterisk={false}
          error={says('name')}
        />
        <TextInput
          label="E-mail"
          type="email"
          description={isNew ? 'They sign in with it.' : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={values.email}
          onChange={({ currentTarget }) => set({ email: currentTarget.value })}
          maxLength={320}
          required
          withAsterisk={false}
          error={says('email')}
        />
      </div>
      <RoleChoice chosen={values.roles} onChange={(roles) => set({ roles })} error={says('roles')} />
      {problem && problem.problems.length === 0 && (
        <p role="alert" className={css.problem}>
          {problem.message}
        </p>
      )}
      <div>
        <Button type="submit" size="sm" loading={isBusy} disabled={!isNew && !isChanged}>
          {saves}
        </Button>
      </div>
    </form>
  )
}

interface LinkedProps {
  readonly value: Ref | null
  readonly error: string | undefined
  readonly onChange: (value: Ref | null, found: { readonly name: string; readonly email: string } | null) => void
}

function LinkedRecord({ value, error, onChange }: LinkedProps) {
  const { registry, faces } = useApplication()
  const [type] = faces
  if (!type) return null
  const record = registry.record(type)
  const label = `Linked ${inSentence(record.label[0])}`
  const help = 'Whom the account stands for: “me” in lists and filters.'
  const choose = async (given: unknown) => {
    const ref = refOf(given)
    onChange(ref, null)
    if (!ref) return
    const email = Object.keys(record.fields).find((name) => record.fields[name]?.kind === 'email') ?? ''
    const row = await read<Readonly<Record<string, unknown>>>(`/${pathOf(record)}/${ref.id}`).catch(() => null)
    if (row) onChange(ref, { name: ref.title ?? '', email: String(row[email] ?? '') })
  }
  return (
    <EditValue
      record={asRecord('account', { self: f.ref(type, { label, help }) })}
      field="self"
      value={value}
      onChange={(given) => void choose(given)}
      error={error}
    />
  )
}
