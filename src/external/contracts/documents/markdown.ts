import { marked, type Token } from 'marked'
import type { Line } from './contract-text.ts'

const marker = /^(\s*)(?:(\d{1,3})[.)]|([a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]|(\([a-zA-Z\d]{1,5}\))|([-*+•]))\s+(.*)$/
const ruler = /^\s{0,3}(?:[-*_]\s*){3,}$/

/** The lines of a Markdown document: paragraphs joined, numbers of lists as they count, no markup. Contracts write `a.` where Markdown has no list: read all the same. */
export function markdownLines(source: string): readonly Line[] {
  const rows = withoutFrontMatter(source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')).split('\n')
  const lines: Line[] = []
  let lists: readonly { readonly indent: number; readonly value: number }[] = []
  let open: { text: string; line: Omit<Line, 'text'> } | null = null
  let fence: string | null = null
  let comment = false

  const close = (): void => {
    if (open) lines.push({ ...open.line, text: inlineText(open.text) })
    open = null
  }
  for (const row of rows) {
    const edge = /^\s*(```+|~~~+)/.exec(row)?.[1] ?? null
    if (edge && (fence === null || edge.startsWith(fence))) {
      close()
      fence = fence === null ? edge : null
      continue
    }
    if (fence !== null) {
      lines.push({ text: row })
      continue
    }
    if (comment || /^\s*<!--/.test(row)) {
      close()
      comment = !row.includes('-->')
      continue
    }
    const under = /^\s{0,3}(=+|-{2,})\s*$/.exec(row)?.[1]
    if (under && open && open.line.label === undefined) {
      open.line = { heading: under.startsWith('=') ? 1 : 2 }
      close()
      continue
    }
    if (row.trim() === '' || ruler.test(row)) {
      close()
      continue
    }
    const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(row)
    if (heading) {
      close()
      lists = []
      lines.push({ text: inlineText(heading[2] ?? ''), heading: heading[1]?.length ?? 1 })
      continue
    }
    if (/^\s*\|.*\|\s*$/.test(row)) {
      close()
      if (!/^[\s|:-]+$/.test(row)) lines.push({ text: inlineText(cells(row)) })
      continue
    }
    const found = marker.exec(row.replaceAll('\t', '    ').replace(/^(\s*)>\s?/, '$1'))
    if (found) {
      close()
      const indent = found[1]?.length ?? 0
      lists = lists.filter((list) => list.indent <= indent)
      const given = found[2] === undefined ? null : Number(found[2])
      const before = lists.at(-1)?.indent === indent ? lists.at(-1) : undefined
      // Markdown counts by itself: 1. 1. 1. are three.
      const value = given !== null && before && given <= before.value ? before.value + 1 : given
      if (value !== null) lists = [...lists.filter((list) => list.indent < indent), { indent, value }]
      const label = value === null ? (found[3] ? `${found[3]}.` : (found[4] ?? '•')) : `${value}.`
      open = { text: found[6] ?? '', line: { label, depth: indent, isListMarker: true } }
      continue
    }
    if (open) open.text += `\n${row.trim()}`
    else open = { text: row.trim().replace(/^>\s?/, ''), line: {} }
    if (/(?:\\| {2})$/.test(row) && open.line.label === undefined) close()
  }
  close()
  return lines
}

function withoutFrontMatter(text: string): string {
  return text.replace(/^---\n(?:.*\n)*?---\n/, '')
}

const cells = (row: string): string =>
  row
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' | ')

/** The words of a piece of Markdown without its markup; tags of HTML are left out, what they hold stays. */
function inlineText(source: string): string {
  return decode(new marked.Lexer().inlineTokens(source).map(words).join(''))
}

function words(token: Token): string {
  if (token.type === 'html') return /^<br\b/i.test(token.raw) ? ' ' : ''
  if (token.type === 'br') return ' '
  if ('tokens' in token && token.tokens) return token.tokens.map(words).join('')
  return 'text' in token ? String(token.text) : token.raw
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  sect: '§',
  copy: '©',
  reg: '®',
  trade: '™',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  hellip: '…',
  para: '¶',
  middot: '·',
  euro: '€',
}
const decode = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[String(name)] ?? whole
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
  })
