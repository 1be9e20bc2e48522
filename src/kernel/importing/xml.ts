import { Unreadable } from './table.ts'

/** What is told about a document while it is read. Names come without their namespace prefix. */
export interface XmlEvents {
  readonly open?: (name: string, attribute: (name: string) => string | null) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}
/** A reader that is fed piece by piece. Document types and entities of their own are refused: office documents have none. */
export interface XmlReader {
  readonly write: (piece: string) => void
  readonly end: () => void
}

const longestTag = 1_000_000

/** Reads XML as it arrives, well enough for documents of ECMA-376; memory is bounded by the longest tag. */
export function readXml({ open, text, close }: XmlEvents): XmlReader {
  let rest = ''

  const element = (tag: string): void => {
    if (tag.startsWith('/')) return close?.(bare(tag.slice(1).trim()))
    const isClosed = tag.endsWith('/')
    const inner = isClosed ? tag.slice(0, -1) : tag
    const space = inner.search(/\s/)
    const name = bare(space < 0 ? inner : inner.slice(0, space))
    open?.(name, (wanted) => attributeOf(inner, wanted))
    if (isClosed) close?.(name)
  }

  /** Returns where reading goes on, or -1 when the markup at `at` isn't complete yet. */
  const markup = (from: string, at: number): number => {
    const special = [
      ['<!--', '-->'],
      ['<![CDATA[', ']]>'],
      ['<?', '?>'],
    ].find(([begin = '']) => from.startsWith(begin, at))
    if (special) {
      const [begin = '', finish = ''] = special
      const ends = from.indexOf(finish, at + begin.length)
      if (ends < 0) return -1
      if (begin === '<![CDATA[') text?.(from.slice(at + begin.length, ends))
      return ends + finish.length
    }
    if (from.startsWith('<!', at) && from.length >= at + 9)
      throw new Unreadable(
        'The file declares a document type or entities of its own. Office documents need none, so it is not read.',
      )
    const ends = tagEnd(from, at)
    if (ends < 0 || from.startsWith('<!', at)) return -1
    element(from.slice(at + 1, ends))
    return ends + 1
  }

  const write = (piece: string): void => {
    const from = rest + piece
    let at = 0
    for (;;) {
      const begins = from.indexOf('<', at)
      if (begins < 0) break
      if (begins > at) text?.(unescapeXml(from.slice(at, begins)))
      const next = markup(from, begins)
      at = next < 0 ? begins : next
      if (next < 0) break
    }
    rest = from.slice(at)
    if (rest.length > longestTag)
      throw new Unreadable('The file contains a tag or text that is too long for an office document.')
  }

  const end = (): void => {
    if (rest.trim() !== '') throw new Unreadable('The file ends in the middle of its content. It was cut off.')
  }
  return { write, end }
}

/** A '>' inside quotes doesn't end the tag. */
function tagEnd(from: string, at: number): number {
  let ends = from.indexOf('>', at)
  while (ends >= 0) {
    const tag = from.slice(at, ends)
    if (!tag.includes('"') && !tag.includes("'")) return ends
    if (tag.replace(/"[^"]*"|'[^']*'/g, '').search(/["']/) < 0) return ends
    ends = from.indexOf('>', ends + 1)
  }
  return -1
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1)

const patterns = new Map<string, RegExp>()
function attributeOf(tag: string, name: string): string | null {
  const pattern = patterns.get(name) ?? new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  patterns.set(name, pattern)
  const found = pattern.exec(tag)
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : null
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Resolves the five named and the numbered characters; anything else is refused. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;&]{1,12});/g, (whole, name: string) => {
    const letter = named[name]
    if (letter !== undefined) return letter
    const code = /^#x([0-9a-f]+)$/i.exec(name)?.[1] ?? null
    const number = code ? Number.parseInt(code, 16) : Number(/^#(\d+)$/.exec(name)?.[1] ?? Number.NaN)
    if (!Number.isInteger(number) || number > 0x10ffff)
      throw new Unreadable(`The file uses an entity that office documents don't have (${whole}).`)
    return String.fromCodePoint(number)
  })
}

/** Text as it stands between tags or in an attribute; what XML 1.0 can't hold is left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(
      /[&<>"]/g,
      (letter) => `&${letter === '&' ? 'amp' : letter === '<' ? 'lt' : letter === '>' ? 'gt' : 'quot'};`,
    )
}
