import { Navigate } from '@tanstack/react-router'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { useHasNavigation } from '../../../kernel/web/shell/navigation.web.tsx'

/** Mails and the inbox lead to records: a ticket of one's own opens as a request, for those who have no navigation. */
export default function ToPortal({ row }: PartProps) {
  const hasNavigation = useHasNavigation()
  return hasNavigation ? null : <Navigate to="/help/requests/$id" params={{ id: row.number ?? row.id }} replace />
}
