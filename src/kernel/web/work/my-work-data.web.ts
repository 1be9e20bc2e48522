import { useQuery } from '@tanstack/react-query'
import type { MyWork } from '../../traits/wire.ts'
import { keys, read } from '../api.web.ts'

/** What waits for the caller, what points at them, and what they watch that changed. */
export const useMyWork = () =>
  useQuery({
    queryKey: keys.myWork,
    queryFn: ({ signal }) => read<MyWork>('/my-work', {}, signal),
    staleTime: 30_000,
  })
