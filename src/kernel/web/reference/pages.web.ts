import { lazy } from 'react'
import type { ModulePage } from '../application.web.ts'

const page = {
  title: 'API reference',
  permission: null,
  icon: 'api',
  component: lazy(() => import('./reference.web.tsx')),
} as const

/** The reference of the API, and each of its operations under an address of its own. */
export const referencePages: readonly ModulePage[] = [
  { path: '/reference', ...page },
  { path: '/reference/$operation', ...page },
]
