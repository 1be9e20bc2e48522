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
  },
  refuses: {
    address: 'https://dc1.example.com',
    kind: 'novell',
    security: 'ldaps',
    certificate: 'not a certificate',
    filter: 'mail=*',
    mostLeavers: 0,
  },
})
