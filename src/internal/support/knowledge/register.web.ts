import { lazy } from 'react'
import { registerBanner, registerPanel } from '../../../kernel/web/record/extend.web.tsx'

/** What knowledge adds to the pages of its records and of tickets. */
export function registerKnowledge(): void {
  registerBanner(
    'knowledge_article',
    lazy(() => import('./article-banner.web.tsx')),
  )
  registerPanel('ticket', { title: 'May help', component: lazy(() => import('./similar.web.tsx')) })
}
