import { Checkbox, Input, Radio, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../kernel/web/api.web.ts'
import type { EditorProps } from '../../../kernel/web/field/editor.ts'
import { defaultsOf, type MailDefaults, strangerWords, typeWords } from './defaults.ts'

/** What becomes of a mailbox's mails: the ticket that one makes, and whom it may be from. */
export default function EditDefaults({ value, onChange, frame }: EditorProps) {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>
  const defaults = defaultsOf(given)
  const set = (change: Partial<MailDefaults>): void => onChange({ ...given, ...defaults, ...change })
  const isOff = frame.disabled ?? false
  return (
    <Input.Wrapper label={frame.label} description={frame.description} error={frame.error} labelElement="div">
      <Stack gap="sm" mt={4}>
        <Radio.Group
          label="A mail makes"
          value={defaults.type}
          onChange={(type) => set({ type: type === 'request' ? 'request' : 'incident' })}
        >
          {(['incident', 'request'] as const).map((type) => (
            <Radio key={type} value={type} label={typeWords[type]} disabled={isOff} mt={6} />
          ))}
        </Radio.Group>
        <Chosen
          label="For the team"
          path="/teams"
          value={defaults.team}
          isOff={isOff}
          onChange={(team) => set({ team })}
        />
        <Chosen
          label="In the category"
          path="/ticket-categories"
          value={defaults.category}
          isOff={isOff}
          onChange={(category) => set({ category })}
        />
        <Radio.Group
          label="When nobody here has the sender’s address"
          value={defaults.strangers}
          onChange={(strangers) => set({ strangers: strangers === 'set_aside' ? 'set_aside' : 'make' })}
        >
          {(['make', 'set_aside'] as const).map((strangers) => (
            <Radio key={strangers} value={strangers} label={strangerWords[strangers]} disabled={isOff} mt={6} />
          ))}
        </Radio.Group>
        <Checkbox
          label="Tell whoever writes that it arrived, with the ticket’s number"
          checked={defaults.acknowledges}
          disabled={isOff}
          onChange={(event) => set({ acknowledges: event.currentTarget.checked })}
        />
      </Stack>
    </Input.Wrapper>
  )
}

interface ChosenProps {
  readonly label: string
  readonly path: string
  readonly value: string | null
  readonly isOff: boolean
  readonly onChange: (id: string | null) => void
}

function Chosen({ label, path, value, isOff, onChange }: ChosenProps) {
  const { data } = useQuery({
    queryKey: ['mail-defaults', path],
    queryFn: ({ signal }) =>
      read<{ rows: readonly { readonly id: string; readonly title: string | null }[] }>(path, { limit: 200 }, signal),
  })
  return (
    <Select
      label={label}
      placeholder="Left open"
      data={(data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title ?? 'One that you may not see' }))}
      value={value}
      clearable
      searchable
      disabled={isOff}
      onChange={onChange}
    />
  )
}
