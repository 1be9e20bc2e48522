import { lazy } from 'react'
import { registerBanner, registerPanel } from '../../../kernel/web/record/extend.web.tsx'

/** What the texts of contracts add to the pages of contracts and of their documents. */
export function registerReading(): void {
  registerPanel('contract', { title: 'Documents and checks', component: lazy(() => import('./documents.web.tsx')) })
  const toText = lazy(() => import('./to-text.web.tsx'))
  for (const record of ['contract_document', 'compliance_check', 'obligation']) registerBanner(record, toText)
}
