import { lazy } from 'react'
import type { ModulePage } from '../../../kernel/web/application.web.ts'
import { deskPath, shelvesPath } from './paths.ts'

/** Reading, for everyone; keeping, for those who write. */
export const knowledgePages: readonly ModulePage[] = [
  {
    path: shelvesPath,
    title: 'Help articles',
    permission: null,
    icon: 'book',
    component: lazy(() => import('./shelves.web.tsx')),
  },
  {
    path: `${shelvesPath}/$key`,
    title: 'Help article',
    permission: null,
    icon: 'book',
    component: lazy(() => import('./read.web.tsx')),
  },
  {
    path: deskPath,
    title: 'Knowledge',
    permission: 'knowledge_article.write',
    icon: 'book',
    component: lazy(() => import('./desk.web.tsx')),
  },
  {
    path: `${deskPath}/new`,
    title: 'New article',
    permission: 'knowledge_article.write',
    icon: 'book',
    component: lazy(() => import('./write.web.tsx')),
  },
  {
    path: `${deskPath}/$key/edit`,
    title: 'Edit an article',
    permission: 'knowledge_article.write',
    icon: 'book',
    component: lazy(() => import('./write.web.tsx')),
  },
]
