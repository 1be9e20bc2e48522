import { lazy } from 'react'
import { registerField } from '../../../kernel/web/field/own.web.ts'
import { registerPanel } from '../../../kernel/web/record/extend.web.tsx'

/** Shows on a ticket's page what is promised for it, and lets steps and pauses be written without knowing how they are kept. */
export function registerServiceLevels(): void {
  registerPanel('ticket', { title: 'Promises', component: lazy(() => import('./promises.web.tsx')), isWide: true })
  registerField('service_level', 'steps', {
    edit: lazy(() => import('./edit-steps.web.tsx')),
    show: lazy(() => import('./steps-text.web.tsx')),
  })
  registerField('pending_reason', 'pauses', {
    edit: lazy(() => import('./edit-pauses.web.tsx')),
    show: lazy(() => import('./pauses-text.web.tsx')),
  })
}
