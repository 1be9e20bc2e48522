import type { RowOf } from '../../kernel/record/define.ts'
import { f } from '../../kernel/record/field.ts'
import { defineSettings } from '../../kernel/settings/define-settings.ts'

export const DirectoryTeamSettings = defineSettings('directory_team_settings', {
  label: 'Teams of the directory',
  about: 'Which groups of the directory are teams here, with the people that belong to them.',
  icon: 'users-group',
  fields: {
    base: f.text({
      max: 500,
      label: 'Groups that are teams are under',
      help: 'Such as ou=teams,dc=example,dc=com. Each group there with people in it is a team here. Empty: none is.',
    }),
  },
  page: [{ panel: 'Teams', shows: ['base'] }],
})
export type DirectoryTeamSettings = RowOf<typeof DirectoryTeamSettings>
