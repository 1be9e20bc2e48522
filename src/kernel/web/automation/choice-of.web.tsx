import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../api.web.ts'

interface Props {
  readonly label: string
  /** Where the records are, such as '/webhooks'. */
  readonly path: string
  readonly filter?: object
  /** What to say while there is none. */
  readonly none: string
  /** An id; empty while none is chosen. */
  readonly value: string
  readonly onChange: (id: string) => void
}
interface Page {
  readonly rows: readonly { readonly id: string; readonly title: string }[]
}

/** Chooses one of a few records by its name. */
export function ChoiceOf({ label, path, filter = {}, none, value, onChange }: Props) {
  const { data } = useQuery({
    queryKey: ['choice', path, filter],
    queryFn: ({ signal }) => {
      const query = { sort: 'name', limit: '200', filter: JSON.stringify(filter) }
      return read<Page>(path, query, signal)
    },
  })
  const rows = data?.rows ?? []
  return (
    <Select
      aria-label={label}
      placeholder={data && rows.length === 0 ? none : 'Which one'}
      data={rows.map(({ id, title }) => ({ value: id, label: title }))}
      value={value || null}
      searchable
      allowDeselect={false}
      onChange={(id) => onChange(id ?? '')}
    />
  )
}
