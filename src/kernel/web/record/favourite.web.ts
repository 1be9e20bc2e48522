import { useQueryClient } from '@tanstack/react-query'
import type { RecordLink } from '../../traits/wire.ts'
import { useAtHand } from '../at-hand.web.ts'
import type { AnyRecord } from '../../record/define.ts'
import { api, keys } from '../api.web.ts'
import { toastProblem } from '../toast.web.tsx'
import type { Row } from './row.ts'

/** Whether a record is among the caller's favourites, and the switch for it: shown at once, taken back when refused. */
export function useFavourite(record: AnyRecord, row: Row) {
  const client = useQueryClient()
  const favourites = useAtHand('favourites')
  const isOn = favourites.some((favourite) => favourite.id === row.id)
  const toggle = async (): Promise<void> => {
    const { id, number, title, state } = row
    const others = favourites.filter((favourite) => favourite.id !== id)
    const link: RecordLink = { id, type: record.name, number, title, state }
    client.setQueryData(keys.favourites, { favourites: isOn ? others : [link, ...others] })
    await api(isOn ? 'DELETE' : 'PUT', `/records/${id}/favourite`).catch((problem) => {
      client.setQueryData(keys.favourites, { favourites })
      toastProblem(problem)
    })
  }
  return { isOn, toggle: () => void toggle() }
}
