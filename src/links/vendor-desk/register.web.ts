import { lazy } from 'react'
import { registerBesideTicket } from '../../internal/support/index.later.web.ts'
import { registerField } from '../../kernel/web/field/own.web.ts'
import { registerPanel } from '../../kernel/web/record/extend.web.tsx'

/** What joins tickets and vendors on the pages of their records. */
export function registerVendorDesk(): void {
  const vendors = lazy(() => import('./vendors-of-ticket.web.tsx'))
  registerPanel('ticket', { title: 'Vendors', component: vendors })
  registerBesideTicket(lazy(() => import('./beside-ticket.web.tsx')))
  registerPanel('engagement', {
    title: 'Tickets that they have or had',
    component: lazy(() => import('./tickets-of-engagement.web.tsx')),
    tab: 'Tickets',
    isWide: true,
  })
  registerPanel('vendor_contact', { title: 'Portal', component: lazy(() => import('./portal-access.web.tsx')) })
  registerField('vendor_ticket', 'shares', { show: lazy(() => import('./shares-text.web.tsx')) })
}
