import { f } from '../record/field.ts'
import { defineSettings } from '../settings/define-settings.ts'
import { everyone, standardPolicy } from './policy.ts'

interface NamedRole {
  readonly name: string
  readonly label: string
}

const [minute, hour, day] = [60, 3_600, 86_400]

/** The settings of sign-in, given the roles that may need a second factor. */
export const defineSignInSettings = (roles: readonly NamedRole[]) =>
  defineSettings('sign_in_settings', {
    label: 'Signing in',
    about: 'How long passwords and sessions are, and who needs more than a password.',
    icon: 'lock',
    fields: {
      shortestPassword: f.int({
        required: true,
        default: standardPolicy.shortestPassword,
        min: 8,
        max: 64,
        help: 'Characters that a new password needs at least. Passwords that are there stay good.',
      }),
      refusesCommon: f.bool({
        default: standardPolicy.refusesCommon,
        label: 'Refuse common passwords',
        help: 'Well-known passwords, however stretched, and those made of one’s own name.',
      }),
      sessionLasts: f.duration({
        required: true,
        default: standardPolicy.sessionLasts,
        min: 15 * minute,
        max: 365 * day,
        help: 'After this long everybody signs in again. Holds for open sessions too.',
      }),
      idleTimeOut: f.duration({
        required: true,
        default: standardPolicy.idleTimeOut,
        min: 5 * minute,
        max: 90 * day,
        label: 'Idle time-out',
        help: 'A session that isn’t used for this long ends.',
      }),
      secondFactorFor: f.choices([everyone, ...roles.map((role) => role.name)], {
        says: Object.fromEntries([[everyone, 'Everyone'], ...roles.map((role) => [role.name, role.label])]),
        label: 'Second factor needed for',
        help: 'Whoever has one of these roles sets up a passkey or an app for codes before anything else.',
      }),
    },
    page: [
      { panel: 'Passwords', shows: ['shortestPassword', 'refusesCommon'] },
      { panel: 'Sessions', shows: ['sessionLasts', 'idleTimeOut'] },
      { panel: 'Second factor', shows: ['secondFactorFor'] },
    ],
    check: ({ sessionLasts, idleTimeOut }) => [
      idleTimeOut > sessionLasts && {
        field: 'idleTimeOut',
        says: `Sessions end after ${sessionLasts / hour} hours anyway.`,
      },
    ],
  })
