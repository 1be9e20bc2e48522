export { organisationZone } from './zone.server.ts'
