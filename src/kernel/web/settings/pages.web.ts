import { lazy } from 'react'
import type { ModulePage } from '../application.web.ts'

/** How an installation works, and how its mail is doing. */
export const settingsPages: readonly ModulePage[] = [
  {
    path: '/admin/settings',
    title: 'Settings',
    permission: 'organisation_settings.read',
    icon: 'settings',
    component: lazy(() => import('./settings.web.tsx')),
  },
  {
    path: '/admin/mail',
    title: 'Mail',
    permission: 'system.see',
    icon: 'mail',
    component: lazy(() => import('./mail.web.tsx')),
  },
]
