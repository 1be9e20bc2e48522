import { useQuery } from '@tanstack/react-query'
import { panelStyles as panel } from '../../foundation/pictures/index.web.tsx'
import { keys, read } from '../../kernel/web/api.web.ts'
import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import type { MeasuredNow } from '../wire.ts'
import { EvidenceRows } from './evidence.web.tsx'
import css from './measuring.module.css'

/** What a value of a scorecard rests on: in words, and row by row. */
export default function Measured({ row }: PartProps) {
  const { data, isError } = useQuery({
    queryKey: [...keys.lists('scorecard_value'), 'measured', row.id, row.version],
    queryFn: ({ signal }) => read<MeasuredNow>(`/scorecard-values/${row.id}/measured`, {}, signal),
  })
  if (isError) return <p className={panel.lead}>This could not be read just now. Reload the page to try again.</p>
  if (!data) return null
  if (data.fact === null)
    return (
      <p className={panel.lead}>
        Somebody enters this one: nothing is measured. What a metric comes from is said on the metric.
      </p>
    )
  return (
    <>
      <p className={panel.lead}>{data.says}</p>
      {data.differs && <p className={css.differs}>{data.differs}</p>}
      {row['stood'] === 'hand' && (
        <p className={panel.lead}>Somebody entered the value that counts. It is never overwritten.</p>
      )}
      <EvidenceRows evidence={data.evidence} />
    </>
  )
}
