import { lazy } from 'react'
import type { ModulePage } from '../../../kernel/web/application.web.ts'

/** The pages about promises that are written by hand. */
export const serviceLevelPages: readonly ModulePage[] = [
  {
    path: '/what-if',
    title: 'What if',
    permission: 'ticket.read',
    icon: 'activity',
    component: lazy(() => import('./what-if.web.tsx')),
  },
]
