export { OrganisationSettings } from './organisation.settings.ts'
