import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { pathOf } from '../../../kernel/record/registry.ts'
import { useRegistry } from '../../../kernel/web/application.web.ts'
import { RecordAnchor } from '../../../kernel/web/field/reference.web.tsx'

/** A link to a record, by its type and its number or id. */
export function Anchor({ type, id, children }: { type: string; id: string; children: ReactNode }) {
  const registry = useRegistry()
  return (
    <RecordAnchor record={registry.record(type)} id={id}>
      {children}
    </RecordAnchor>
  )
}

/** A figure that opens to the rows that it comes from. */
export function Rows({ type, filter, children }: { type: string; filter: object; children: ReactNode }) {
  const registry = useRegistry()
  return (
    <Link to="/$path" params={{ path: pathOf(registry.record(type)) }} search={{ filter } as never}>
      {children}
    </Link>
  )
}
