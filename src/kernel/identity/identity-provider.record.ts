import { type GroupRole, problemOfGroupRoles } from '../access/source-roles.ts'
import { defineRecord, type RowOf } from '../record/define.ts'
import { f } from '../record/field.ts'

const byOidc = { protocol: ['oidc'] }
const bySaml = { protocol: ['saml'] }
const oidcFields = ['issuer', 'clientId', 'clientSecret', 'scopes'] as const
const samlFields = ['metadataUrl', 'metadata', 'nameId', 'emailAttribute', 'nameAttribute'] as const

/** Who else may say who somebody is. */
export const IdentityProvider = defineRecord('identity_provider', {
  label: ['Identity provider', 'Identity providers'],
  about:
    'A system that says who somebody is, by OpenID Connect or SAML: Microsoft Entra ID, Keycloak, Okta, Google and others.',
  icon: 'key',
  fields: {
    name: f.text({
      required: true,
      max: 60,
      unique: true,
      search: 'A',
      help: 'What people know it by: the button at the door says “Continue with” it.',
    }),
    protocol: f.choice(['oidc', 'saml'], {
      required: true,
      fixed: true,
      default: 'oidc',
      says: { oidc: 'OpenID Connect', saml: 'SAML 2.0' },
      help: 'Take OpenID Connect where the provider speaks both: there is less to set up.',
    }),
    issuer: f.url({
      label: 'Issuer',
      help: 'Its address as it names itself, such as https://login.microsoftonline.com/…/v2.0.',
      showWhen: byOidc,
    }),
    clientId: f.text({ max: 300, label: 'Client ID', showWhen: byOidc }),
    clientSecret: f.secret({ label: 'Client secret', showWhen: byOidc }),
    scopes: f.text({ max: 300, default: 'openid email profile', help: 'What it is asked to tell.', showWhen: byOidc }),
    metadataUrl: f.url({
      label: 'Address of its metadata',
      help: 'Where it describes itself, so that a new certificate of it is known by itself.',
      showWhen: bySaml,
    }),
    metadata: f.longText({
      max: 200_000,
      label: 'Its metadata',
      help: 'The XML itself, where there is no address: it begins with <EntityDescriptor or <?xml.',
      showWhen: bySaml,
    }),
    nameId: f.choice(['persistent', 'unspecified'], {
      required: true,
      default: 'persistent',
      label: 'Name of a person',
      says: { persistent: 'Persistent, made for us', unspecified: 'As the provider chooses' },
      help: 'What it is asked to name somebody by (NameID). It must never change hands: links to accounts hang on it.',
      showWhen: bySaml,
    }),
    emailAttribute: f.text({
      max: 200,
      label: 'Attribute with the e-mail',
      help: 'Empty: the usual ones, such as mail, email or urn:oid:0.9.2342.19200300.100.1.3.',
      showWhen: bySaml,
    }),
    nameAttribute: f.text({
      max: 200,
      label: 'Attribute with the name',
      help: 'Empty: the usual ones, such as displayName, cn or urn:oid:2.16.840.1.113730.3.1.241.',
      showWhen: bySaml,
    }),
    isOn: f.bool({ default: true, label: 'On' }),
    trustsEmail: f.bool({
      default: false,
      label: 'Its addresses are right',
      help: 'Needed where it doesn’t say that an e-mail address is verified; SAML never does. Whoever can choose their own address there could then enter as somebody else.',
    }),
    makesAccounts: f.bool({
      default: false,
      label: 'Make accounts',
      help: 'Whoever enters with an e-mail that nobody has here gets an account with the role Employee.',
    }),
    groupsClaim: f.text({
      max: 200,
      label: 'Claim with groups',
      help: 'Such as groups or roles; by SAML the name of an attribute. Empty: groups give no roles.',
    }),
    groupRoles: f.json<readonly GroupRole[]>()({
      label: 'Roles of groups',
      help: 'Who belongs to a group has its role here, from the next sign-in on. Roles given by hand stay as they are.',
      check: problemOfGroupRoles,
    }),
    isAlwaysStrong: f.bool({
      default: false,
      label: 'Always asks for a second factor',
      help: 'Tick it only where nobody enters there with a password alone. Else each sign-in counts as strong when the provider says so.',
    }),
    strongContexts: f.text({
      max: 1000,
      label: 'What it calls a strong sign-in',
      help: 'Its own values of acr or AuthnContextClassRef, with spaces between. The usual ones are known.',
    }),
    endsThere: f.bool({
      default: true,
      label: 'Signs out there, too',
      help: 'Whoever signs out here is led to the provider, which ends its session as well.',
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
  list: { columns: ['name', 'protocol', 'isOn', 'updatedAt'], sort: 'name' },
  page: [
    { panel: 'Provider', shows: ['name', 'protocol', ...oidcFields, ...samlFields, 'isOn'] },
    { panel: 'Accounts', shows: ['trustsEmail', 'makesAccounts'] },
    { panel: 'Roles', shows: ['groupsClaim', 'groupRoles'] },
    { panel: 'Second factor and sign-out', shows: ['isAlwaysStrong', 'strongContexts', 'endsThere'] },
  ],
  matchOn: ['name'],
  check: (row) => (row.protocol === 'saml' ? problemsOfSaml(row) : problemsOfOidc(row)),
})
export type IdentityProvider = RowOf<typeof IdentityProvider>

interface Given {
  readonly issuer: string | null
  readonly clientId: string | null
  readonly scopes: string | null
  readonly metadataUrl: string | null
  readonly metadata: string | null
}
interface Wrong {
  readonly field: keyof Given
  readonly says: string
}

const problemsOfOidc = ({ issuer, clientId, scopes }: Given): readonly (Wrong | false | null)[] => [
  issuer === null ? { field: 'issuer', says: 'Give the address that the provider calls itself by.' } : null,
  unguarded('issuer', issuer),
  clientId === null && { field: 'clientId', says: 'Give the name that the provider knows Quarterdeck by.' },
  !(scopes ?? '').split(/\s+/).includes('openid') && { field: 'scopes', says: 'Ask for openid, too.' },
]

const problemsOfSaml = ({ metadataUrl, metadata }: Given): readonly (Wrong | false | null)[] => [
  (metadataUrl === null) === (metadata === null) && {
    field: 'metadataUrl',
    says: 'Give the address of its metadata, or paste the metadata; one of them.',
  },
  unguarded('metadataUrl', metadataUrl),
  metadata !== null &&
    !/<([\w.-]+:)?EntityDescriptor\b/.test(metadata) && {
      field: 'metadata',
      says: 'Paste the whole metadata of the provider: XML with an EntityDescriptor.',
    },
]

const unguarded = (field: keyof Given, address: string | null): Wrong | false =>
  address !== null &&
  !/^https:\/\//i.test(address) &&
  !isLoopback(address) && { field, says: 'Begin with https://, so that nobody on the way can answer for it.' }

/** Whether an address is this very machine, where nobody is on the way. */
export function isLoopback(address: string): boolean {
  const host = URL.parse(address)?.hostname ?? ''
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
