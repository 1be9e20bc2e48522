import { lazy } from 'react'
import type { ModulePage } from '../application.web.ts'

/** The pages of importing: all imports with the upload, and one import step by step. */
export const importPages: readonly ModulePage[] = [
  {
    path: '/imports',
    title: 'Imports',
    permission: 'import.run',
    icon: 'table-import',
    component: lazy(() => import('./imports.web.tsx')),
  },
  {
    path: '/imports/$id',
    title: 'Import',
    permission: 'import.run',
    icon: 'table-import',
    component: lazy(() => import('./import.web.tsx')),
  },
]
