import { lazy } from 'react'
import type { ModulePage } from '../../../kernel/web/application.web.ts'
import { textPath, textsPath } from './paths.ts'

const permission = 'contract_document.read'

/** Reading what contracts say, and looking for words in them. */
export const readingPages: readonly ModulePage[] = [
  {
    path: textsPath,
    title: 'Search in contracts',
    permission,
    icon: 'list-search',
    component: lazy(() => import('./search.web.tsx')),
  },
  {
    path: textPath('$document'),
    title: 'Contract text',
    permission,
    icon: 'list-search',
    component: lazy(() => import('./reading.web.tsx')),
  },
]
