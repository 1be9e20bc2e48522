import { lazy } from 'react'
import type { ModulePage } from '../application.web.ts'

/** What the caller is told, and how they want to be. */
export const inboxPages: readonly ModulePage[] = [
  { path: '/inbox', title: 'Inbox', permission: null, icon: 'bell', component: lazy(() => import('./inbox.web.tsx')) },
  {
    path: '/account/notifications',
    title: 'Notifications',
    permission: null,
    icon: 'bell',
    component: lazy(() => import('./preferences.web.tsx')),
  },
]
