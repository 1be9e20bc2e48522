import { lazy } from 'react'
import type { ModulePage } from '../application.web.ts'

/** What comes in by mail, for those who run the system. */
export const mailInPages: readonly ModulePage[] = [
  {
    path: '/admin/mail-in',
    title: 'Received mail',
    permission: 'system.see',
    icon: 'mail',
    component: lazy(() => import('./mail-in.web.tsx')),
  },
]
