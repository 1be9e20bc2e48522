import { lazy } from 'react'
import { registerField } from '../field/own.web.ts'
import { registerPanel } from '../record/extend.web.tsx'

/** Lets the fields of a rule be chosen instead of written, and adds what a rule did and would do to its page. */
export function registerAutomation(): void {
  const rule = 'automation_rule'
  registerField(rule, 'recordType', {
    edit: lazy(() => import('./record-type.web.tsx')),
    show: lazy(() => import('./record-type-name.web.tsx')),
  })
  registerField(rule, 'changed', {
    edit: lazy(() => import('./changed-fields.web.tsx')),
    show: lazy(() => import('./changed-names.web.tsx')),
  })
  registerField(rule, 'conditions', {
    edit: lazy(() => import('./conditions.web.tsx')),
    show: lazy(() => import('./conditions-text.web.tsx')),
  })
  registerField(rule, 'actions', {
    edit: lazy(() => import('./actions.web.tsx')),
    show: lazy(() => import('./actions-text.web.tsx')),
  })
  registerField(rule, 'recurrence', {
    edit: lazy(() => import('./recurrence.web.tsx')),
    show: lazy(() => import('./recurrence-words.web.tsx')),
  })
  registerPanel(rule, { title: 'Try it', component: lazy(() => import('./try.web.tsx')), isWide: true })
  registerPanel(rule, { title: 'What it did', component: lazy(() => import('./runs.web.tsx')), isWide: true })
  registerPanel(rule, { title: 'What it was', component: lazy(() => import('./versions.web.tsx')), isWide: true })
}
