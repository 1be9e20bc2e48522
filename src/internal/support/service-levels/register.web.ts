import { lazy } from 'react'
import { registerPanel } from '../../../kernel/web/record/extend.web.tsx'

/** Shows on a ticket's page what is promised for it. */
export function registerServiceLevels(): void {
  registerPanel('ticket', { title: 'Promises', component: lazy(() => import('./promises.web.tsx')), isWide: true })
}
