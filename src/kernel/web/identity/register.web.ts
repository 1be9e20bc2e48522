import { lazy } from 'react'
import { registerPanel } from '../record/extend.web.tsx'

/** Adds to the page of an identity provider what the two have to know of each other. */
export const registerIdentity = (): void =>
  registerPanel('identity_provider', {
    title: 'What the provider has to know',
    component: lazy(() => import('./connection.web.tsx')),
    isWide: true,
  })
