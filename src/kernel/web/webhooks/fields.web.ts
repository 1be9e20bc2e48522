import { lazy } from 'react'
import { registerField } from '../field/own.web.ts'
import { registerBanner, registerPanel } from '../record/extend.web.tsx'

/** Lets the conditions of a webhook be chosen instead of written, and adds its secret, its tests and its log to its page. */
export function registerWebhooks(): void {
  const webhook = 'webhook'
  registerField(webhook, 'conditions', {
    edit: lazy(() => import('../automation/conditions.web.tsx')),
    show: lazy(() => import('../automation/conditions-text.web.tsx')),
  })
  registerBanner(
    webhook,
    lazy(() => import('./banner.web.tsx')),
  )
  registerPanel(webhook, { title: 'Deliveries', component: lazy(() => import('./deliveries.web.tsx')), isWide: true })
  registerPanel(webhook, { title: 'Signing', component: lazy(() => import('./signing.web.tsx')), isWide: true })
}
