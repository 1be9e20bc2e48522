const firsts: Readonly<Record<string, string>> = { oidc: 'single sign-on', saml: 'single sign-on (SAML)' }
const seconds: Readonly<Record<string, string>> = { provider: 'a second factor there' }

/** How somebody signed in, in words: 'oidc + provider' is 'single sign-on and a second factor there'. */
export function wayInText(method: string): string {
  const [first = '', second] = method.split(' + ')
  const begun = firsts[first] ?? first
  return second === undefined ? begun : `${begun} and ${seconds[second] ?? second}`
}
