import { lazy } from 'react'
import { registerBanner, registerPanel } from '../../../kernel/web/record/extend.web.tsx'

/** What the texts of contracts add to the pages of contracts and of their documents. */
export function registerReading(): void {
  registerPanel('contract', { title: 'Documents and checks', component: lazy(() => import('./documents.web.tsx')) })
  registerBanner(
    'contract_document',
    lazy(() => import('./to-text.web.tsx')),
  )
  registerBanner(
    'compliance_check',
    lazy(() => import('./to-text.web.tsx')),
  )
}
