import { Navigate, useSearch } from '@tanstack/react-router'
import { PageSkeleton } from '../../../kernel/web/shell/skeleton.web.tsx'
import { useOffered } from './data.web.ts'
import { problemIn } from './wanted.ts'

/** Leads to where a problem is reported, with what was written already. */
export default function ReportPage() {
  const { what } = useSearch({ strict: false }) as { what?: string }
  const { data, isPending } = useOffered()
  if (isPending) return <PageSkeleton />
  const problem = problemIn(data?.items ?? [])
  if (!problem) return <Navigate to="/help/catalogue" replace />
  return <Navigate to="/help/order/$id" params={{ id: problem.id }} search={what ? { what } : {}} replace />
}
