import { lazy } from 'react'
import type { ModulePage } from '../kernel/web/application.web.ts'

/** All that guests see: what somebody of a vendor has in hand. */
export const GuestHome = lazy(() => import('./vendor-desk/portal.web.tsx'))

/** The pages that look across the layers. */
export const linkPages: readonly ModulePage[] = [
  {
    path: '/service-report',
    title: 'Service report',
    permission: 'scorecard_value.read',
    icon: 'activity',
    component: lazy(() => import('./report/report.web.tsx')),
  },
]
