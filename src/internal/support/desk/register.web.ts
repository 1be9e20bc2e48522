import { lazy } from 'react'
import { registerBanner, registerPanel } from '../../../kernel/web/record/extend.web.tsx'

/** Leads from a ticket's page to the desk and shows there, too, when it is due and who asks. */
export function registerDesk(): void {
  registerBanner(
    'ticket',
    lazy(() => import('./at-desk.web.tsx')),
  )
  registerPanel('ticket', { title: 'Who asks', component: lazy(() => import('./who-asks.web.tsx')) })
}
