import { DOMParser } from '@xmldom/xmldom'

export const names = {
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
} as const
type Space = keyof typeof names

/** Reads XML that has no document type, and so no entities of its own. Throws Error with what is wrong. */
export function readXml(text: string): Element {
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(text)) throw new Error('it has a document type, which may hold anything')
  const refuse = (level: string, says: unknown): never => {
    throw new Error(`it can’t be read as XML (${level}: ${String(says).split('\n')[0]})`)
  }
  const root = new DOMParser({ errorHandler: refuse }).parseFromString(text.trim(), 'text/xml').documentElement
  if (!root) throw new Error('it holds nothing')
  return root
}

/** As readXml, for messages: they hold no comment, no instruction and no CDATA, which could part what is signed from what is read. */
export function readMessage(text: string): Element {
  const body = text.trim().replace(/^<\?xml\s[^<>?]*\?>/, '')
  if (body.includes('<!') || body.includes('<?')) throw new Error('it holds more than elements and text')
  if (depthOf(body) > mostDepth) throw new Error('it is nested deeper than any message')
  return readXml(body)
}

const mostDepth = 50

/** How deep elements are nested, told before they are read: reading takes longer the deeper they are. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0]
  for (const [, closes, isEmpty] of text.matchAll(/<(\/?)[^<>]*?(\/?)>/g)) {
    if (closes) depth -= 1
    else if (!isEmpty) deepest = Math.max(deepest, (depth += 1))
  }
  return deepest
}

/** The elements right below this one of a name. */
export function below(element: Element, space: Space, name: string): readonly Element[] {
  const found: Element[] = []
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (isElement(node) && node.localName === name && node.namespaceURI === names[space]) found.push(node)
  }
  return found
}
const isElement = (node: Node): node is Element => node.nodeType === 1

/** Whether an element has this name. */
export const isNamed = (element: Element, space: Space, name: string): boolean =>
  element.localName === name && element.namespaceURI === names[space]

/** An element's text. Throws Error where it has a character that can't be kept. */
export function textOf(element: Element | undefined): string | null {
  const text = element?.textContent?.trim() ?? ''
  if (text.includes('\u0000') || !text.isWellFormed()) throw new Error('it has a character that can’t be kept')
  return text === '' ? null : text
}

/** An attribute's value, or null. */
export const attribute = (element: Element, name: string): string | null => element.getAttribute(name) || null
