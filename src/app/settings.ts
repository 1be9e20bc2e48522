import { OrganisationSettings } from '../foundation/organisation/index.ts'

/** Every group of settings, in the order of the page. */
export const settings = [OrganisationSettings] as const
