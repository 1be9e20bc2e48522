import { lazy } from 'react'
import { registerPanel } from '../../kernel/web/record/extend.web.tsx'

/** What contracts add to the pages of their records. Each part is loaded when its page is opened. */
export function registerContracts(): void {
  registerPanel('contract', {
    title: 'Why these dates',
    component: lazy(() => import('./contract-clock.web.tsx')),
    isWide: true,
  })
  registerPanel('renewal_dossier', {
    title: 'What stands in it',
    component: lazy(() => import('./dossier/panel.web.tsx')),
    isWide: true,
    comesFirst: true,
  })
  for (const record of ['vendor', 'engagement'])
    registerPanel(record, {
      title: 'Contracts that could end together',
      component: lazy(() => import('./end-together.web.tsx')),
      isWide: true,
    })
  registerPanel('contract_letter', {
    title: 'As it is printed',
    component: lazy(() => import('./letters/panel.web.tsx')),
    isWide: true,
  })
  registerPanel('contract', { title: 'What it costs', component: lazy(() => import('./contract-costs.web.tsx')) })
}

export { registerReading } from './reading/register.web.ts'
