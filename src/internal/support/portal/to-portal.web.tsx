import { Navigate } from '@tanstack/react-router'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { useHasNavigation } from '../../../kernel/web/shell/navigation.web.tsx'

/** Mails, the inbox and searches lead to records: those who have no navigation see a request of theirs, and an item to order. */
export default function ToPortal({ record, row }: PartProps) {
  if (useHasNavigation()) return null
  const to = record.name === 'ticket' ? '/help/requests/$id' : '/help/order/$id'
  return <Navigate to={to} params={{ id: record.name === 'ticket' ? (row.number ?? row.id) : row.id }} replace />
}
