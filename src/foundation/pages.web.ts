import { lazy } from 'react'
import type { ModulePage } from '../kernel/web/application.web.ts'

/** The pages of the organisation that are written by hand: its pictures, and the directory it comes from. */
export const organisationPages: readonly ModulePage[] = [
  {
    path: '/org-chart',
    title: 'Org chart',
    permission: 'person.read',
    icon: 'hierarchy-2',
    component: lazy(() => import('./people/org-chart.web.tsx')),
  },
  {
    path: '/service-map',
    title: 'Service map',
    permission: 'service.read',
    icon: 'sitemap',
    component: lazy(() => import('./services/service-map.web.tsx')),
  },
  {
    path: '/admin/directory',
    title: 'Directory',
    permission: 'directory_settings.read',
    icon: 'users-group',
    component: lazy(() => import('./directory/directory.web.tsx')),
  },
]
