import { lazy } from 'react'
import { registerField } from '../field/own.web.ts'
import { registerPanel } from '../record/extend.web.tsx'

/** Lets roles of groups be chosen instead of written, and adds to a provider's page what the two have to know of each other. */
export function registerIdentity(): void {
  const provider = 'identity_provider'
  for (const record of [provider, 'directory_settings', 'provisioning_settings'])
    registerField(record, 'groupRoles', {
      edit: lazy(() => import('./group-roles.web.tsx')),
      show: lazy(() => import('./group-roles-text.web.tsx')),
    })
  registerField(provider, 'metadata', { show: lazy(() => import('./metadata-text.web.tsx')) })
  registerPanel(provider, {
    title: 'What the provider has to know',
    component: lazy(() => import('./connection.web.tsx')),
    isWide: true,
  })
}
