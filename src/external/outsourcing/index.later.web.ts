import { lazy } from 'react'
import { registerPanel } from '../../kernel/web/record/extend.web.tsx'

/** What outsourcing adds to the pages of its records. Each part is loaded when its page is opened. */
export function registerOutsourcing(): void {
  registerPanel('outsourced_service', {
    title: 'Cover by the hour of the week',
    component: lazy(() => import('./delivery/cover.web.tsx')),
    isWide: true,
    comesFirst: true,
  })
  registerPanel('outsourced_service', {
    title: 'Who does what',
    component: lazy(() => import('./delivery/who-does-what.web.tsx')),
    isWide: true,
  })
  registerPanel('exit_plan', {
    title: 'When it is tried out',
    component: lazy(() => import('./delivery/tried-out.web.tsx')),
    isWide: true,
    comesFirst: true,
  })
}
