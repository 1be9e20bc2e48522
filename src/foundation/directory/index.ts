export { DirectoryTeamSettings } from './directory-team.settings.ts'
