import { lazy } from 'react'
import type { ModulePage } from '../application.web.ts'

const OneAccount = lazy(() => import('./account.web.tsx'))

/** The pages of those who run an installation: who may sign in, what roles allow, what happens in the background. */
export const adminPages: readonly ModulePage[] = [
  {
    path: '/admin/checklist',
    title: 'Setting up',
    permission: 'system.see',
    icon: 'checks',
    component: lazy(() => import('../checklist/checklist.web.tsx')),
  },
  {
    path: '/admin/accounts',
    title: 'Accounts',
    permission: 'account.manage',
    icon: 'user-cog',
    component: lazy(() => import('./accounts.web.tsx')),
  },
  {
    path: '/admin/accounts/new',
    title: 'New account',
    permission: 'account.manage',
    icon: 'user-cog',
    component: lazy(() => import('./new-account.web.tsx')),
  },
  {
    path: '/admin/accounts/$id',
    title: 'Account',
    permission: 'account.manage',
    icon: 'user-cog',
    component: OneAccount,
  },
  {
    path: '/admin/roles',
    title: 'Roles',
    permission: 'role.read',
    icon: 'shield',
    component: lazy(() => import('./roles.web.tsx')),
  },
  {
    path: '/admin/roles/new',
    title: 'New role',
    permission: 'role.manage',
    icon: 'shield',
    component: lazy(() => import('./role-editor.web.tsx')),
  },
  {
    path: '/admin/roles/$name/edit',
    title: 'Change a role',
    permission: 'role.manage',
    icon: 'shield',
    component: lazy(() => import('./role-editor.web.tsx')),
  },
  {
    path: '/admin/audit',
    title: 'Audit search',
    permission: 'audit.read',
    icon: 'list-search',
    component: lazy(() => import('./audit.web.tsx')),
  },
  {
    path: '/admin/fields',
    title: 'Custom fields',
    permission: 'custom_field.read',
    icon: 'forms',
    component: lazy(() => import('./fields.web.tsx')),
  },
  {
    path: '/admin/backups',
    title: 'Backups',
    permission: 'backup.manage',
    icon: 'archive',
    component: lazy(() => import('./backups.web.tsx')),
  },
  {
    path: '/admin/system',
    title: 'System',
    permission: 'system.see',
    icon: 'activity',
    component: lazy(() => import('./system.web.tsx')),
  },
  {
    path: '/admin/proof',
    title: 'Proof of history',
    permission: 'history.verify',
    icon: 'rosette',
    component: lazy(() => import('./proof.web.tsx')),
  },
]
