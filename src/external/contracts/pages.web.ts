import { lazy } from 'react'
import type { ModulePage } from '../../kernel/web/application.web.ts'

/** The renewal desk, and the letters that follow from it. */
export const contractPages: readonly ModulePage[] = [
  {
    path: '/renewals',
    title: 'Renewals',
    permission: 'contract.read',
    icon: 'calendar-exclamation',
    component: lazy(() => import('./renewals.web.tsx')),
    glance: lazy(() => import('./renewals-glance.web.tsx')),
  },
  {
    path: '/renewals/dossier',
    title: 'Dossier',
    permission: 'contract.read',
    icon: 'calendar-exclamation',
    component: lazy(() => import('./dossier/page.web.tsx')),
  },
  {
    path: '/renewals/letter',
    title: 'Letter',
    permission: 'contract.read',
    icon: 'mail',
    component: lazy(() => import('./letter.web.tsx')),
  },
]
