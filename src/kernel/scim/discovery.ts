import { coreGroup, coreUser, enterpriseUser, listResponse, type Resource } from './schemas.ts'

const config = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'
const resourceType = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType'
const schemaOfSchemas = 'urn:ietf:params:scim:schemas:core:2.0:Schema'
/** Resources of a list at most. */
export const mostAtOnce = 500

/** What this server can do of the protocol (RFC 7643, 5). */
export const serviceProvider = (base: string): Resource => ({
  schemas: [config],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: mostAtOnce },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'API key',
      description: 'An API key with the scope account.manage, as a bearer token.',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
})

export const resourceTypes = (base: string): readonly Resource[] => [
  {
    schemas: [resourceType],
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    description: 'Whoever may sign in.',
    schema: coreUser,
    schemaExtensions: [{ schema: enterpriseUser, required: false }],
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/User` },
  },
  {
    schemas: [resourceType],
    id: 'Group',
    name: 'Group',
    endpoint: '/Groups',
    description: 'A group of the directory; its members may have roles by it.',
    schema: coreGroup,
    schemaExtensions: [],
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/Group` },
  },
]

const attribute = (name: string, more: Resource = {}): Resource => ({
  name,
  type: 'string',
  multiValued: false,
  description: '',
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
})
const complex = (name: string, names: readonly string[], more: Resource = {}): Resource =>
  attribute(name, { type: 'complex', subAttributes: names.map((one) => attribute(one)), ...more })
const severalOf = (name: string): Resource =>
  attribute(name, {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      ...['value', 'display', 'type'].map((one) => attribute(one)),
      attribute('primary', { type: 'boolean' }),
    ],
  })

export const schemas = (base: string): readonly Resource[] =>
  [
    {
      id: coreUser,
      name: 'User',
      description: 'Whoever may sign in.',
      attributes: [
        attribute('userName', { required: true, uniqueness: 'server' }),
        attribute('externalId', { caseExact: true }),
        attribute('active', { type: 'boolean' }),
        complex('name', ['formatted', 'familyName', 'givenName', 'middleName']),
        ...['displayName', 'nickName', 'title', 'userType', 'preferredLanguage', 'locale', 'timezone'].map((name) =>
          attribute(name),
        ),
        severalOf('emails'),
        severalOf('phoneNumbers'),
        severalOf('addresses'),
        complex('groups', ['value', 'display', 'type', '$ref'], { multiValued: true, mutability: 'readOnly' }),
      ],
    },
    {
      id: coreGroup,
      name: 'Group',
      description: 'A group of the directory.',
      attributes: [
        attribute('displayName', { required: true, uniqueness: 'server' }),
        attribute('externalId', { caseExact: true }),
        complex('members', ['value', 'display', 'type', '$ref'], { multiValued: true }),
      ],
    },
    {
      id: enterpriseUser,
      name: 'EnterpriseUser',
      description: 'What an employer says of a user.',
      attributes: [
        ...['employeeNumber', 'costCenter', 'organization', 'division', 'department'].map((name) => attribute(name)),
        complex('manager', ['value', 'displayName', '$ref']),
      ],
    },
  ].map((schema) => ({
    schemas: [schemaOfSchemas],
    ...schema,
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${schema.id}` },
  }))

/** Several of them as one answer. */
export const listed = (resources: readonly Resource[]): Resource => ({
  schemas: [listResponse],
  totalResults: resources.length,
  startIndex: 1,
  itemsPerPage: resources.length,
  Resources: resources,
})
