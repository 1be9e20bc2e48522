import { useQuery } from '@tanstack/react-query'
import type { Approval } from '../../approvals/wire.ts'
import { keys, read } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { RecordAnchor } from '../field/reference.web.tsx'
import { When } from '../field/when.web.tsx'
import { Ballot } from './ballot.web.tsx'
import css from './my-work.module.css'

/** What waits for the caller's approval, each decided where it stands. Draws nothing where nothing waits. */
export function WaitingApprovals() {
  const registry = useRegistry()
  const { data } = useQuery({
    queryKey: [...keys.myWork, 'approvals'],
    queryFn: ({ signal }) => read<{ approvals: readonly Approval[] }>('/approvals/waiting', {}, signal),
    staleTime: 30_000,
  })
  if (!data || data.approvals.length === 0) return null
  return (
    <section className={css.section}>
      <h2>Waiting for your approval</h2>
      {data.approvals.map((approval) => (
        <details key={approval.id} className={css.approval}>
          <summary>
            <strong>{approval.title}</strong>{' '}
            <span className={css.dim}>
              asked by {approval.by} <When value={approval.at} />
            </span>
          </summary>
          {approval.record && (
            <p>
              <RecordAnchor record={registry.record(approval.record.type)} id={approval.record.id}>
                {approval.record.title === approval.title ? approval.record.number : approval.record.title}
              </RecordAnchor>
            </p>
          )}
          {approval.text && <p>{approval.text}</p>}
          <Ballot approval={approval} recordId={approval.record?.id ?? approval.id} />
        </details>
      ))}
    </section>
  )
}
