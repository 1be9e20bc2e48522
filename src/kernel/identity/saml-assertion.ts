/** An assertion whose signature was checked, as far as it matters. Times are as they were written. */
export interface Assertion {
  readonly id: string | null
  readonly version: string | null
  readonly issuer: string | null
  /** One, unless somebody made it wrong. */
  readonly nameIds: readonly NameId[]
  readonly confirmations: readonly Confirmation[]
  readonly conditions: readonly Conditions[]
  readonly statements: readonly Statement[]
  readonly attributes: readonly Attribute[]
}
export interface NameId {
  readonly value: string | null
  readonly format: string | null
  readonly qualifier: string | null
  readonly spQualifier: string | null
}
interface Confirmation extends Span {
  readonly method: string | null
  readonly recipient: string | null
  readonly inResponseTo: string | null
}
interface Conditions extends Span {
  /** One list for each restriction; each has to name us. */
  readonly audiences: readonly (readonly (string | null)[])[]
  /** Conditions of other kinds, by name. */
  readonly others: readonly string[]
}
interface Statement {
  readonly session: string | null
  readonly sessionNotOnOrAfter: string | null
  readonly context: string | null
}
interface Attribute {
  readonly name: string | null
  readonly friendlyName: string | null
  readonly values: readonly string[]
}
interface Span {
  readonly notBefore: string | null
  readonly notOnOrAfter: string | null
}

/** What the assertion has to say for us to believe that it is meant for this sign-in. */
export interface Expected {
  readonly issuer: string
  readonly audience: string
  readonly recipient: string
  readonly inResponseTo: string
}

const skewMs = 60_000
const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'
const formats = 'urn:oasis:names:tc:SAML:2.0:nameid-format:'
const mostNameId = 1000

/** Why an assertion isn't believed, or null (SAML 2.0 Core 2.3 to 2.7, Profiles 4.1.4.3). Clocks may differ by a minute. */
export function problemOfAssertion(assertion: Assertion, expected: Expected, now: Date): string | null {
  const { id, version, issuer, nameIds, statements } = assertion
  const [name] = nameIds
  if (version !== '2.0') return 'it is not of SAML 2.0'
  if (id === null) return 'it has no name of its own'
  if (issuer !== expected.issuer) return `it is by ${issuer ?? 'nobody'}`
  if (nameIds.length !== 1 || !name?.value) return 'it doesn’t name one person'
  if (name.value.length > mostNameId) return 'the name of the person is too long'
  if (name.format === `${formats}transient`) return 'it names the person for this once only (transient)'
  if (name.format === `${formats}encrypted`) return 'the name of the person is encrypted'
  return (
    problemOfConditions(assertion.conditions, expected, now) ??
    problemOfConfirmations(assertion.confirmations, expected, now) ??
    problemOfStatements(statements, now)
  )
}

function problemOfConditions(conditions: readonly Conditions[], { audience }: Expected, now: Date): string | null {
  const [only] = conditions
  if (conditions.length !== 1 || !only) return 'it says not once under which conditions it holds'
  if (only.others.length > 0) return `it has a condition that isn’t known here (${only.others.join(', ')})`
  if (only.audiences.length === 0) return 'it doesn’t say for whom it is'
  if (!only.audiences.every((names) => names.includes(audience))) return 'it is for somebody else'
  return problemOfSpan(only, now)
}

function problemOfConfirmations(
  confirmations: readonly Confirmation[],
  { recipient, inResponseTo }: Expected,
  now: Date,
): string | null {
  const carried = confirmations.filter(({ method }) => method === bearer)
  if (carried.length === 0) return 'it isn’t for whoever brings it'
  const problems = carried.map((one) => {
    if (one.recipient !== recipient) return 'it was to be brought elsewhere'
    if (one.inResponseTo === null) return 'it answers no request'
    if (one.inResponseTo !== inResponseTo) return 'it answers another request'
    if (one.notOnOrAfter === null) return 'it doesn’t say until when it may be brought'
    return problemOfSpan(one, now)
  })
  return problems.includes(null) ? null : (problems[0] ?? null)
}

function problemOfStatements(statements: readonly Statement[], now: Date): string | null {
  if (statements.length === 0) return 'it doesn’t say that the person signed in'
  const ended = statements.some(
    ({ sessionNotOnOrAfter }) => sessionNotOnOrAfter !== null && !isBefore(now, sessionNotOnOrAfter),
  )
  return ended ? 'the session at the provider is over' : null
}

function problemOfSpan({ notBefore, notOnOrAfter }: Span, now: Date): string | null {
  if (notBefore !== null && !(now.getTime() + skewMs >= timeOf(notBefore))) return 'it doesn’t hold yet'
  if (notOnOrAfter !== null && !isBefore(now, notOnOrAfter)) return 'it holds no more'
  return null
}

// What can't be read as a time is never before or after anything.
const isBefore = (now: Date, end: string): boolean => now.getTime() - skewMs < timeOf(end)

/** A time of SAML: in UTC, with Z. Anything else is no time. */
export const timeOf = (text: string): number =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) ? Date.parse(text) : Number.NaN

/** What every message of SAML says of itself. */
export interface Message {
  readonly id: string | null
  readonly version: string | null
  readonly issuer: string | null
  readonly destination: string | null
  readonly inResponseTo: string | null
}

/** The envelope of an assertion. */
export interface Response extends Message {
  /** The innermost of the status codes, which says most; Success where all is well. */
  readonly status: string | null
}

/** Why the envelope of an assertion isn't right, or null. It may be unsigned, so it can only make things worse. */
export function problemOfResponse(
  { version, issuer, destination, inResponseTo, status }: Response,
  expected: Expected,
): string | null {
  if (version !== '2.0') return 'it is not of SAML 2.0'
  if (status !== 'urn:oasis:names:tc:SAML:2.0:status:Success')
    return `the provider says ${status?.split(':').at(-1) ?? 'nothing of success'}`
  if (issuer !== null && issuer !== expected.issuer) return `it is by ${issuer}`
  if (destination !== null && destination !== expected.recipient) return 'it was sent to somebody else'
  if (inResponseTo === null) return 'it answers no request'
  return inResponseTo === expected.inResponseTo ? null : 'it answers another request'
}

/** A request to end somebody's sessions, its signature checked. */
export interface LogoutRequest extends Message {
  readonly issueInstant: string | null
  readonly notOnOrAfter: string | null
  readonly nameIds: readonly NameId[]
  readonly sessions: readonly string[]
}
const mostAgeMs = 300_000

/** Why a logout request isn't followed, or null. */
export function problemOfLogout(
  request: LogoutRequest,
  expected: { readonly issuer: string; readonly destination: string },
  now: Date,
): string | null {
  const { id, version, issuer, destination, issueInstant, notOnOrAfter, nameIds } = request
  const age = now.getTime() - timeOf(issueInstant ?? '')
  if (version !== '2.0') return 'it is not of SAML 2.0'
  if (id === null) return 'it has no name of its own'
  if (issuer !== expected.issuer) return `it is by ${issuer ?? 'nobody'}`
  if (destination !== expected.destination) return 'it was sent to somebody else'
  if (!(age <= mostAgeMs && age >= -skewMs)) return 'it isn’t of these minutes'
  if (notOnOrAfter !== null && !isBefore(now, notOnOrAfter)) return 'it holds no more'
  return nameIds.length === 1 && nameIds[0]?.value ? null : 'it doesn’t name one person'
}
