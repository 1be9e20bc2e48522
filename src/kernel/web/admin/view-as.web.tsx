import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '../api.web.ts'
import { useMe } from '../session.web.tsx'
import css from './admin.module.css'
import type { Account } from './data.web.ts'
import { Section } from './page.web.tsx'
import { useSubmit } from './submit.web.ts'

const lengths = [
  { value: '5', label: '5 minutes' },
  { value: '15', label: '15 minutes' },
  { value: '60', label: 'an hour' },
]

/** Looks at Quarterdeck through the eyes of an account: reading only, for a while, and told to them. */
export function ViewAs({ account: { id, name, isDisabled } }: { account: Account }) {
  const me = useMe()
  const [reason, setReason] = useState('')
  const [minutes, setMinutes] = useState('15')
  const { problem, isBusy, submit } = useSubmit(async () => {
    await api('POST', `/accounts/${id}/viewing`, { body: { reason: reason.trim(), minutes: Number(minutes) } })
    location.assign('/')
  })
  if (isDisabled || me.account.id === id) return null
  const says = problem?.problems[0]?.says ?? problem?.message
  return (
    <Section
      title="See what they see"
      about={`Quarterdeck as ${name} sees it. You can change nothing meanwhile, and they read in their account that you looked, when and why.`}
    >
      <form className={css.inline} onSubmit={submit}>
        <TextInput
          label="Why you look"
          placeholder="A list of theirs is said to be empty"
          className={css.wide}
          maxLength={500}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          error={says}
        />
        <Select
          label="At most"
          w={130}
          data={lengths}
          value={minutes}
          allowDeselect={false}
          onChange={(value) => setMinutes(value ?? '15')}
        />
        <Button type="submit" variant="default" h={36} loading={isBusy} disabled={reason.trim() === ''}>
          View as {name}
        </Button>
      </form>
    </Section>
  )
}
