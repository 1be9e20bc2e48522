import type { Assertion, LogoutRequest, Message, NameId, Response } from './saml-assertion.ts'
import { attribute, below, isNamed, names, readMessage, textOf } from './xml.server.ts'

/** Reads an assertion from the XML that its signature covers. Throws Error where it isn't one. */
export function readAssertion(signed: string): Assertion {
  const root = readMessage(signed)
  if (!isNamed(root, 'assertion', 'Assertion')) throw new Error('it is no assertion')
  const subjects = below(root, 'assertion', 'Subject')
  return {
    id: attribute(root, 'ID'),
    version: attribute(root, 'Version'),
    issuer: textOf(below(root, 'assertion', 'Issuer')[0]),
    nameIds: subjects.flatMap(nameIdsIn),
    confirmations: subjects
      .flatMap((subject) => below(subject, 'assertion', 'SubjectConfirmation'))
      .map((one) => {
        const [data] = below(one, 'assertion', 'SubjectConfirmationData')
        const of = (name: string): string | null => (data ? attribute(data, name) : null)
        return {
          method: attribute(one, 'Method'),
          recipient: of('Recipient'),
          inResponseTo: of('InResponseTo'),
          notBefore: of('NotBefore'),
          notOnOrAfter: of('NotOnOrAfter'),
        }
      }),
    conditions: below(root, 'assertion', 'Conditions').map((one) => ({
      notBefore: attribute(one, 'NotBefore'),
      notOnOrAfter: attribute(one, 'NotOnOrAfter'),
      audiences: below(one, 'assertion', 'AudienceRestriction').map((restriction) =>
        below(restriction, 'assertion', 'Audience').map(textOf),
      ),
      others: otherConditions(one),
    })),
    statements: below(root, 'assertion', 'AuthnStatement').map((one) => {
      const [context] = below(one, 'assertion', 'AuthnContext')
      return {
        session: attribute(one, 'SessionIndex'),
        sessionNotOnOrAfter: attribute(one, 'SessionNotOnOrAfter'),
        context: textOf(context && below(context, 'assertion', 'AuthnContextClassRef')[0]),
      }
    }),
    attributes: below(root, 'assertion', 'AttributeStatement')
      .flatMap((statement) => below(statement, 'assertion', 'Attribute'))
      .map((one) => ({
        name: attribute(one, 'Name'),
        friendlyName: attribute(one, 'FriendlyName'),
        values: below(one, 'assertion', 'AttributeValue').flatMap((value) => textOf(value) ?? []),
      })),
  }
}

// Met by how sign-in works here: each assertion counts once, and none is passed on.
const metAnyway = ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction']

function otherConditions(conditions: Element): readonly string[] {
  const found: string[] = []
  for (let node = conditions.firstChild; node; node = node.nextSibling) {
    if (node.nodeType !== 1) continue
    const { localName, namespaceURI } = node as Element
    if (namespaceURI !== names.assertion || !metAnyway.includes(localName)) found.push(localName)
  }
  return found
}

const nameIdsIn = (parent: Element): readonly NameId[] =>
  below(parent, 'assertion', 'NameID').map((one) => ({
    value: textOf(one),
    format: attribute(one, 'Format'),
    qualifier: attribute(one, 'NameQualifier'),
    spQualifier: attribute(one, 'SPNameQualifier'),
  }))

const messageIn = (root: Element): Message => ({
  id: attribute(root, 'ID'),
  version: attribute(root, 'Version'),
  issuer: textOf(below(root, 'assertion', 'Issuer')[0]),
  destination: attribute(root, 'Destination'),
  inResponseTo: attribute(root, 'InResponseTo'),
})

/** Reads the envelope of an assertion. Throws Error where it isn't one, or where it isn't safe to look into. */
export function readResponse(xml: string): Response {
  const root = readMessage(xml)
  if (!isNamed(root, 'protocol', 'Response')) throw new Error('it is no response')
  const [status] = below(root, 'protocol', 'Status')
  const [code] = status ? below(status, 'protocol', 'StatusCode') : []
  const [detail] = code ? below(code, 'protocol', 'StatusCode') : []
  const of = (one: Element | undefined): string | null => (one ? attribute(one, 'Value') : null)
  return { ...messageIn(root), status: of(detail) ?? of(code) }
}

/** Reads a request to end somebody's sessions. Throws Error where it isn't one. */
export function readLogoutRequest(xml: string): LogoutRequest {
  const root = readMessage(xml)
  if (!isNamed(root, 'protocol', 'LogoutRequest')) throw new Error('it is no request to sign out')
  return {
    ...messageIn(root),
    issueInstant: attribute(root, 'IssueInstant'),
    notOnOrAfter: attribute(root, 'NotOnOrAfter'),
    nameIds: nameIdsIn(root),
    sessions: below(root, 'protocol', 'SessionIndex').flatMap((one) => textOf(one) ?? []),
  }
}
