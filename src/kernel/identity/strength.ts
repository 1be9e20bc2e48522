/** How a provider says that somebody proved who they are. */
export interface Proven {
  /** OpenID Connect's amr, or the same by SAML. */
  readonly methods: readonly string[]
  /** OpenID Connect's acr, or SAML's AuthnContextClassRef. */
  readonly contexts: readonly string[]
}

/** Whether the provider vouches for a second factor: it always asks for one, or says so of this sign-in (RFC 8176, or a context). */
export function isStrong(
  { methods, contexts }: Proven,
  { isAlwaysStrong, strongContexts }: { readonly isAlwaysStrong: boolean; readonly strongContexts: string | null },
): boolean {
  const own = (strongContexts ?? '').split(/\s+/).filter((context) => context !== '')
  return (
    isAlwaysStrong ||
    methods.some((method) => strongMethods.has(method)) ||
    contexts.some((context) => usualContexts.has(context) || own.includes(context))
  )
}

const strongMethods: ReadonlySet<string> = new Set([
  // RFC 8176: several factors, several channels, a one-time password, a key in hardware or software, a smart card.
  ...['mfa', 'mca', 'otp', 'hwk', 'swk', 'sc'],
  // Entra ID by SAML, in the attribute authnmethodsreferences.
  'http://schemas.microsoft.com/claims/multipleauthn',
])
const saml = 'urn:oasis:names:tc:SAML:2.0:ac:classes:'
const usualContexts: ReadonlySet<string> = new Set([
  // OpenID Connect: resistant to phishing, also by hardware (EAP); the older policy of PAPE.
  ...['phr', 'phrh', 'http://schemas.openid.net/pape/policies/2007/06/multi-factor'],
  'https://refeds.org/profile/mfa',
  'http://schemas.microsoft.com/claims/multipleauthn',
  ...['MobileTwoFactorContract', 'MobileTwoFactorUnregistered', 'TimeSyncToken', 'SmartcardPKI'].map(
    (name) => `${saml}${name}`,
  ),
])
