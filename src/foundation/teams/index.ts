export { Team } from './team.record.ts'
