import { type GroupRole, problemOfGroupRoles } from '../access/source-roles.ts'
import type { RowOf } from '../record/define.ts'
import { f } from '../record/field.ts'
import { defineSettings } from '../settings/define-settings.ts'

/** The directory that says who works here: how to reach it, what to read, and what follows from it. */
export const DirectorySettings = defineSettings('directory_settings', {
  label: 'Directory',
  about: 'An LDAP directory or Active Directory that says who works here, and whether their password is right.',
  icon: 'server',
  fields: {
    address: f.text({ max: 300, help: 'ldap:// or ldaps:// and its name, such as ldaps://dc1.example.com.' }),
    kind: f.choice(['openldap', 'active_directory'], {
      required: true,
      default: 'active_directory',
      says: { openldap: 'OpenLDAP', active_directory: 'Active Directory' },
      help: 'Says what its attributes are called.',
    }),
    security: f.choice(['starttls', 'ldaps', 'none'], {
      required: true,
      default: 'starttls',
      label: 'Encryption',
      says: { starttls: 'StartTLS', ldaps: 'TLS from the start (ldaps)', none: 'None' },
      help: 'Without encryption everybody on the way can read passwords. With it, nothing is sent before it is on.',
    }),
    certificate: f.longText({
      max: 20_000,
      label: 'Certificate of your own authority',
      help: 'Only where the directory’s certificate was made by an authority of your own: that authority’s, as PEM.',
    }),
    bindDn: f.text({
      max: 500,
      label: 'Reads as',
      help: 'The entry that Quarterdeck signs in to it as, such as cn=quarterdeck,ou=services,dc=example,dc=com. It needs to read only.',
    }),
    password: f.secret({}),
    base: f.text({ max: 500, label: 'People are under', help: 'Such as ou=people,dc=example,dc=com.' }),
    filter: f.text({
      max: 1000,
      label: 'Filter',
      help: 'Which entries are people, as an LDAP filter. Empty: the usual one of its kind.',
    }),
    syncs: f.choice(['never', 'each_minute', 'each_hour'], {
      required: true,
      default: 'each_minute',
      label: 'Reads it anew',
      says: { never: 'When asked', each_minute: 'Every minute', each_hour: 'Every hour' },
      help: 'Whoever is disabled there loses every session here at the next reading.',
    }),
    makesAccounts: f.bool({
      default: false,
      label: 'Make accounts',
      help: 'Each person with an e-mail gets an account with the role Employee.',
    }),
    groupBase: f.text({
      max: 500,
      label: 'Groups are under',
      help: 'Such as ou=groups,dc=example,dc=com. Groups within groups count. Empty: only what people’s own entries say in memberOf.',
    }),
    groupFilter: f.text({
      max: 1000,
      label: 'Filter of groups',
      help: 'Which entries are groups, as an LDAP filter. Empty: the usual one of its kind.',
    }),
    groupRoles: f.json<readonly GroupRole[]>()({
      label: 'Roles of groups',
      help: 'Who belongs to a group has its role here, from the next reading on. Name a group by its name or its whole DN. Roles given by hand stay as they are.',
      check: problemOfGroupRoles,
    }),
    checksPasswords: f.bool({
      default: false,
      label: 'Check passwords there',
      help: 'Accounts of the directory sign in with the password that they have in it.',
    }),
    mostLeavers: f.int({
      required: true,
      default: 20,
      min: 1,
      max: 100,
      label: 'Stop above this share of leavers (%)',
      help: 'When a reading would disable more than this, it changes nothing and says so: a directory read in part looks like many leavers.',
    }),
  },
  page: [
    { panel: 'Server', shows: ['address', 'kind', 'security', 'certificate'] },
    { panel: 'Reading it', shows: ['bindDn', 'password', 'base', 'filter', 'syncs', 'mostLeavers'] },
    { panel: 'Accounts', shows: ['makesAccounts', 'checksPasswords'] },
    { panel: 'Groups', shows: ['groupBase', 'groupFilter', 'groupRoles'] },
  ],
  tries: { test: { label: 'Test the directory', done: 'It answers, and people were found' } },
  check: ({ address, security, certificate, filter, groupFilter }) => [
    address !== null &&
      !/^ldaps?:\/\/[^\s/?#@]+\/?$/.test(address) && {
        field: 'address',
        says: 'Give ldap:// or ldaps:// and a name, nothing after it.',
      },
    address !== null &&
      address.startsWith('ldaps:') !== (security === 'ldaps') && {
        field: 'security',
        says: 'ldaps:// goes with TLS from the start, ldap:// with StartTLS.',
      },
    certificate !== null &&
      !certificate.includes('-----BEGIN CERTIFICATE-----') && {
        field: 'certificate',
        says: 'Paste it as PEM: it begins with -----BEGIN CERTIFICATE-----.',
      },
    !isFilter(filter) && { field: 'filter', says: 'A filter stands in brackets, such as (mail=*).' },
    !isFilter(groupFilter) && { field: 'groupFilter', says: 'A filter stands in brackets, such as (cn=it-*).' },
  ],
})
const isFilter = (text: string | null): boolean => text === null || /^\(.+\)$/s.test(text)

export type DirectorySettings = RowOf<typeof DirectorySettings>
