import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { Failed, Lines } from '../../../kernel/web/record/states.web.tsx'
import { useAround } from './data.web.ts'
import { RequesterCard } from './requester.web.tsx'

/** Who asks, on the ticket's own page. */
export default function WhoAsks({ row }: PartProps) {
  const { data, error, refetch } = useAround(row.id)
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  return data ? <RequesterCard row={row} around={data} /> : <Lines count={5} />
}
