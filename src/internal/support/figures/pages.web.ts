import { lazy } from 'react'
import type { ModulePage } from '../../../kernel/web/application.web.ts'

/** The report of those who lead the service desk. */
export const figurePages: readonly ModulePage[] = [
  {
    path: '/support/figures',
    title: 'Service figures',
    permission: 'ticket.read',
    icon: 'activity',
    component: lazy(() => import('./figures.web.tsx')),
    glance: lazy(() => import('./figures-glance.web.tsx')),
  },
  {
    path: '/support/promises',
    title: 'Promises',
    permission: 'ticket.read',
    icon: 'activity',
    component: lazy(() => import('./promise-list.web.tsx')),
  },
]
