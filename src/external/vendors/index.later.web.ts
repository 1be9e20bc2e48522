import { lazy } from 'react'
import { registerPanel } from '../../kernel/web/record/extend.web.tsx'

/** What vendor management adds to the pages of its records. Each part is loaded when its page is opened. */
export function registerVendors(): void {
  registerPanel('vendor', {
    title: 'At a glance',
    component: lazy(() => import('./overview/glance.web.tsx')),
    isWide: true,
    comesFirst: true,
  })
  registerPanel('engagement', {
    title: 'How they do',
    component: lazy(() => import('./scorecards/scores.web.tsx')),
    isWide: true,
    comesFirst: true,
  })
  registerPanel('engagement', {
    title: 'Filed by mail',
    component: lazy(() => import('./engagements/vendor-address.web.tsx')),
  })
}
