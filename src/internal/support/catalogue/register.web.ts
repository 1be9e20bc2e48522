import { lazy } from 'react'
import { registerField } from '../../../kernel/web/field/own.web.ts'
import { registerBanner } from '../../../kernel/web/record/extend.web.tsx'

/** Lets the questions of an item, and what is done for it, be written without knowing how they are kept. */
export function registerCatalogue(): void {
  registerField('catalogue_item', 'form', {
    edit: lazy(() => import('./edit-form.web.tsx')),
    show: lazy(() => import('./form-text.web.tsx')),
  })
  registerField('catalogue_item', 'plan', {
    edit: lazy(() => import('./edit-plan.web.tsx')),
    show: lazy(() => import('./plan-text.web.tsx')),
  })
  registerField('ticket', 'answers', { show: lazy(() => import('./answers-text.web.tsx')) })
  registerBanner(
    'ticket',
    lazy(() => import('./order-tasks.web.tsx')),
  )
}
