import { describeSettings } from '../../../test/kit/describe-settings.ts'
import { DirectorySettings } from './directory.settings.ts'

await describeSettings(DirectorySettings, {
  change: {
    address: 'ldap://dc1.example.com',
    kind: 'openldap',
    bindDn: 'cn=quarterdeck,dc=example,dc=com',
    password: 'a password of the directory',
    base: 'ou=people,dc=example,dc=com',
    syncs: 'each_minute',
    makesAccounts: true,
    groupBase: 'ou=groups,dc=example,dc=com',
    groupRoles: [{ group: 'it-managers', role: 'it_manager' }],
  },
  refuses: {
    address: 'https://dc1.example.com',
    kind: 'novell',
    security: 'ldaps',
    certificate: 'not a certificate',
    filter: 'mail=*',
    groupFilter: 'cn=it-*',
    groupRoles: [{ group: 'it-managers' }],
    mostLeavers: 0,
  },
})
