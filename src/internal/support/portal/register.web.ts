import { lazy } from 'react'
import { registerBanner } from '../../../kernel/web/record/extend.web.tsx'

/** Leads those who have the portal only from a ticket's page to the page that is made for them. */
export function registerPortal(): void {
  registerBanner(
    'ticket',
    lazy(() => import('./to-portal.web.tsx')),
  )
}
