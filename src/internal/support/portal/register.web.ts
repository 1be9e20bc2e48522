import { lazy } from 'react'
import { registerBanner } from '../../../kernel/web/record/extend.web.tsx'

/** Leads those who have the portal only from the pages of tickets and catalogue items to those that are made for them. */
export function registerPortal(): void {
  const toPortal = lazy(() => import('./to-portal.web.tsx'))
  registerBanner('ticket', toPortal)
  registerBanner('catalogue_item', toPortal)
}
