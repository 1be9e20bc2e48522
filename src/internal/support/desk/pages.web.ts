import { lazy } from 'react'
import type { ModulePage } from '../../../kernel/web/application.web.ts'

/** The pages of those who work at the service desk; loaded when they are opened. */
export const deskPages: readonly ModulePage[] = [
  {
    path: '/desk',
    title: 'Desk',
    permission: 'ticket.write',
    icon: 'headset',
    component: lazy(() => import('./desk.web.tsx')),
  },
  {
    path: '/desk/new',
    title: 'New ticket',
    permission: 'ticket.write',
    icon: 'headset',
    component: lazy(() => import('./call.web.tsx')),
  },
  {
    path: '/workload',
    title: 'Workload',
    permission: 'ticket.write',
    icon: 'users-group',
    component: lazy(() => import('./workload.web.tsx')),
  },
]
