import { lazy } from 'react'
import { registerField } from '../field/own.web.ts'

/** Lets the fields of a template be chosen instead of written. */
export function registerApprovals(): void {
  const template = 'approval_template'
  registerField(template, 'recordType', {
    edit: lazy(() => import('../automation/record-type.web.tsx')),
    show: lazy(() => import('../automation/record-type-name.web.tsx')),
  })
  registerField(template, 'conditions', {
    edit: lazy(() => import('../automation/conditions.web.tsx')),
    show: lazy(() => import('../automation/conditions-text.web.tsx')),
  })
  registerField(template, 'boundTo', {
    edit: lazy(() => import('../automation/changed-fields.web.tsx')),
    show: lazy(() => import('../automation/changed-names.web.tsx')),
  })
  registerField(template, 'steps', {
    edit: lazy(() => import('./template-steps.web.tsx')),
    show: lazy(() => import('./template-steps-text.web.tsx')),
  })
}
