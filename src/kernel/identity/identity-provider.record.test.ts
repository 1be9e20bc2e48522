import { describeRecord } from '../../../test/kit/describe-record.ts'
import { IdentityProvider } from './identity-provider.record.ts'

await describeRecord(IdentityProvider, {
  make: () => ({
    protocol: 'oidc',
    issuer: 'https://login.example.com/',
    clientId: 'quarterdeck',
    scopes: 'openid email',
    groupRoles: [{ group: 'leads', role: 'it_manager' }],
  }),
  answers: { try: 422 },
  change: { issuer: 'https://sso.example.com/' },
})
