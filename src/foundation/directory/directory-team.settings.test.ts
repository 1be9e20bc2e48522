import { describeSettings } from '../../../test/kit/describe-settings.ts'
import { DirectoryTeamSettings } from './directory-team.settings.ts'

await describeSettings(DirectoryTeamSettings, { change: { base: 'ou=teams,dc=example,dc=com' }, refuses: {} })
