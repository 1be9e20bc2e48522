import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../api.web.ts'

interface Props {
  /** A webhook's id; empty while none is chosen. */
  readonly value: string
  readonly onChange: (webhook: string) => void
}
interface Page {
  readonly rows: readonly { readonly id: string; readonly title: string }[]
}

/** Chooses a webhook by its name. */
export function WebhookChoice({ value, onChange }: Props) {
  const { data } = useQuery({
    queryKey: ['webhook', 'choice'],
    queryFn: ({ signal }) => read<Page>('/webhooks', { sort: 'name', limit: '200' }, signal),
  })
  const rows = data?.rows ?? []
  return (
    <Select
      aria-label="Webhook"
      placeholder={data && rows.length === 0 ? 'There is none yet: add one under Webhooks' : 'Which one'}
      data={rows.map(({ id, title }) => ({ value: id, label: title }))}
      value={value || null}
      searchable
      allowDeselect={false}
      onChange={(webhook) => onChange(webhook ?? '')}
    />
  )
}
