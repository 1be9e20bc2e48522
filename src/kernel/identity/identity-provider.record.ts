import { defineRecord, type RowOf } from '../record/define.ts'
import { f } from '../record/field.ts'

/** A group of the provider, and the role that whoever belongs to it has here. */
export interface GroupRole {
  readonly group: string
  readonly role: string
}

/** Who else may say who somebody is. */
export const IdentityProvider = defineRecord('identity_provider', {
  label: ['Identity provider', 'Identity providers'],
  about:
    'A system that says who somebody is, by OpenID Connect: Microsoft Entra ID, Keycloak, Okta, Google and others.',
  icon: 'key',
  fields: {
    name: f.text({
      required: true,
      max: 60,
      unique: true,
      search: 'A',
      help: 'What people know it by: the button at the door says “Continue with” it.',
    }),
    issuer: f.url({
      required: true,
      label: 'Issuer',
      help: 'Its address as it names itself, such as https://login.microsoftonline.com/…/v2.0.',
    }),
    clientId: f.text({ required: true, max: 300, label: 'Client ID' }),
    clientSecret: f.secret({ label: 'Client secret' }),
    scopes: f.text({ required: true, max: 300, default: 'openid email profile', help: 'What it is asked to tell.' }),
    isOn: f.bool({ default: true, label: 'On' }),
    trustsEmail: f.bool({
      default: false,
      label: 'Its addresses are right',
      help: 'Needed only where it doesn’t say that an e-mail address is verified. Whoever can choose their own address there could then enter as somebody else.',
    }),
    makesAccounts: f.bool({
      default: false,
      label: 'Make accounts',
      help: 'Whoever enters with an e-mail that nobody has here gets an account with the role Employee.',
    }),
    groupsClaim: f.text({
      max: 80,
      label: 'Claim with groups',
      help: 'Such as groups or roles. Empty: groups give no roles.',
    }),
    groupRoles: f.json<readonly GroupRole[]>()({
      label: 'Roles of groups',
      help: 'As [{"group": "it-managers", "role": "it_manager"}]. Roles given by hand stay as they are.',
      check: problemOfGroupRoles,
    }),
  },
  access: {
    read: { holds: 'identity_provider.read' },
    create: { holds: 'identity_provider.write' },
    update: { holds: 'identity_provider.write' },
    archive: { holds: 'identity_provider.archive' },
  },
  actions: {
    try: { label: 'Try this provider', done: 'It answers as it should', can: { holds: 'identity_provider.write' } },
  },
  list: { columns: ['name', 'issuer', 'isOn', 'updatedAt'], sort: 'name' },
  page: [
    { panel: 'Provider', shows: ['name', 'issuer', 'clientId', 'clientSecret', 'scopes', 'isOn'] },
    { panel: 'Accounts', shows: ['trustsEmail', 'makesAccounts'] },
    { panel: 'Roles', shows: ['groupsClaim', 'groupRoles'] },
  ],
  matchOn: ['name'],
  check: ({ issuer, scopes }) => [
    !/^https:\/\//i.test(issuer) &&
      !isLoopback(issuer) && {
        field: 'issuer',
        says: 'Begin with https://, so that nobody on the way can answer for it.',
      },
    !scopes.split(/\s+/).includes('openid') && { field: 'scopes', says: 'Ask for openid, too.' },
  ],
})
export type IdentityProvider = RowOf<typeof IdentityProvider>

/** Whether an address is this very machine, where nobody is on the way. */
export function isLoopback(address: string): boolean {
  const host = URL.parse(address)?.hostname ?? ''
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

function problemOfGroupRoles(value: unknown): string | null {
  const isRight = (one: unknown): boolean =>
    typeof one === 'object' &&
    one !== null &&
    'group' in one &&
    typeof one.group === 'string' &&
    'role' in one &&
    typeof one.role === 'string'
  return Array.isArray(value) && value.length <= 500 && value.every(isRight)
    ? null
    : 'must be a list such as [{"group": "it-managers", "role": "it_manager"}].'
}
