import { useQuery } from '@tanstack/react-query'
import type { Ref } from '../../../kernel/record/field.ts'
import { keys, read } from '../../../kernel/web/api.web.ts'
import type { Row } from '../../../kernel/web/record/row.ts'
import askCss from './ask.module.css'

interface DevicesProps {
  readonly person: string
  readonly chosen: Ref | null
  readonly onChoose: (device: Ref | null) => void
}

/** What a caller works with; one press says which it is about. Nothing where they have no device. */
export function CallerDevices({ person, chosen, onChoose }: DevicesProps) {
  const { data } = useQuery({
    queryKey: [...keys.lists('device'), 'of', person],
    queryFn: ({ signal }) => {
      const filter = JSON.stringify({ assignedTo: person })
      return read<{ rows: readonly Row[] }>('/devices', { filter, limit: 12, columns: 'name' }, signal)
    },
    staleTime: 30_000,
  })
  const rows = data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <div className={askCss.callDevices} role="group" aria-label="About which device?">
      <span>About which device?</span>
      {rows.map((row) => (
        <button
          key={row.id}
          type="button"
          aria-pressed={row.id === chosen?.id}
          onClick={() => onChoose(row.id === chosen?.id ? null : { id: row.id, title: row.title })}
        >
          {row.title}
        </button>
      ))}
    </div>
  )
}
