import { lazy } from 'react'
import type { ModulePage } from '../../../kernel/web/application.web.ts'

const page = (path: string, title: string, component: ModulePage['component']): ModulePage => ({
  path,
  title,
  permission: null,
  icon: 'headset',
  component,
})

/** Where everyone gets help. */
export const HelpHome = lazy(() => import('./home.web.tsx'))

/** The pages of the portal, for everyone who is signed in. */
export const portalPages: readonly ModulePage[] = [
  page('/help', 'Get help', HelpHome),
  page(
    '/help/catalogue',
    'Everything IT offers',
    lazy(() => import('./catalogue.web.tsx')),
  ),
  page(
    '/help/order/$id',
    'Order',
    lazy(() => import('./order.web.tsx')),
  ),
  page(
    '/help/requests',
    'Your requests',
    lazy(() => import('./requests.web.tsx')),
  ),
  page(
    '/help/requests/$id',
    'Your request',
    lazy(() => import('./request.web.tsx')),
  ),
]
