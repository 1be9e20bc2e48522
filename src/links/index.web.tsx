import { lazy } from 'react'

/** All that guests see: what somebody of a vendor has in hand. */
export const GuestHome = lazy(() => import('./vendor-desk/portal.web.tsx'))
