import { lazy } from 'react'
import { registerVendorDesk } from './vendor-desk/register.web.ts'
import { registerPanel } from '../kernel/web/record/extend.web.tsx'

/** What joins the layers on the pages of their records. Each part is loaded when its page is opened. */
export function registerLinks(): void {
  registerVendorDesk()
  const kept = lazy(() => import('./kept.web.tsx'))
  const leaving = lazy(() => import('./leaving.web.tsx'))
  for (const record of ['vendor', 'engagement'])
    registerPanel(record, { title: 'When we can leave', component: leaving, isWide: true, comesFirst: true })
  const hangs = lazy(() => import('./hangs/hangs.web.tsx'))
  for (const record of ['vendor', 'engagement'])
    for (const [title, component] of [
      ['What hangs on it', hangs],
      ['When we can leave', leaving],
    ] as const)
      registerPanel(record, { title, component, tab: 'What hangs on it', isWide: true })
  const report = lazy(() => import('./report/report-link.web.tsx'))
  for (const record of ['engagement', 'outsourced_service'])
    registerPanel(record, { title: 'Service report', component: report })
  registerPanel('service_credit', {
    title: 'How it was worked out',
    component: lazy(() => import('./working.web.tsx')),
    isWide: true,
  })
  registerPanel('scorecard_value', {
    title: 'What it rests on',
    component: lazy(() => import('./measuring/measured.web.tsx')),
    isWide: true,
  })
  registerPanel('availability_promise', { title: 'How it was kept', component: kept, tab: 'Kept' })
  registerPanel('engagement', { title: 'Availability', component: kept, tab: 'Availability' })
  registerPanel('contract', { title: 'Availability', component: kept, tab: 'Availability' })
}
