import { lazy } from 'react'
import { registerBanner, registerPanel } from '../kernel/web/record/extend.web.tsx'

/** Adds to the organisation's record pages what no declaration can show. Each part is loaded when its page is opened. */
export function registerOrganisationPanels(): void {
  registerBanner(
    'person',
    lazy(() => import('./people/hand-over.web.tsx')),
  )
  registerPanel('person', { title: 'Reporting', component: lazy(() => import('./people/reporting.web.tsx')) })
  registerPanel('person', { title: 'Answers for', component: lazy(() => import('./people/answers-for.web.tsx')) })
  registerPanel('team', {
    title: 'People and services',
    component: lazy(() => import('./teams/crew.web.tsx')),
    isWide: true,
  })
  registerPanel('business_unit', { title: 'People', component: lazy(() => import('./people/headcount.web.tsx')) })
  registerPanel('location', { title: 'People here', component: lazy(() => import('./people/headcount.web.tsx')) })
  registerPanel('service', {
    title: 'Impact',
    component: lazy(() => import('./services/dependencies.web.tsx')),
    isWide: true,
  })
  registerPanel('calendar', {
    title: 'The year',
    component: lazy(() => import('./calendars/year.web.tsx')),
    isWide: true,
  })
}
