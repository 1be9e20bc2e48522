import { Parser } from 'htmlparser2'
import { escapeInline } from './escape.ts'
import { type HtmlStretch, openWriter } from './html-writer.ts'

const skipped = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'noscript',
  'object',
  'svg',
  'select',
  'textarea',
  'button',
])
const blocks = new Set([
  'p',
  'div',
  'section',
  'article',
  'header',
  'footer',
  'center',
  'address',
  'form',
  'fieldset',
  'dl',
  'dt',
  'dd',
  'figure',
  'main',
  'table',
  'tbody',
  'thead',
])
const headings: Readonly<Record<string, string>> = {
  h1: '### ',
  h2: '#### ',
  h3: '##### ',
  h4: '###### ',
  h5: '###### ',
  h6: '###### ',
}
const marks: Readonly<Record<string, string>> = {
  b: '**',
  strong: '**',
  i: '*',
  em: '*',
  del: '~~',
  s: '~~',
  strike: '~~',
}
const deepest = 8
/** Tables that are looked at, and characters of each, to tell whether they hold facts. */
const mostTables = 200
const longestTable = 30_000
const mostOpen = 5000

interface Open {
  readonly name: string
  readonly wasQuoted: boolean
  /** What to put where it ends. */
  readonly end: string
  readonly isSkipped: boolean
}

/** HTML of a mail as Markdown, in stretches of what its sender wrote and what they quoted. Whatever isn't text, structure, a link or a picture of the mail itself is left behind. */
export function htmlToMarkdown(html: string, { foldsQuotes = true } = {}): readonly HtmlStretch[] {
  const out = openWriter()
  const open: Open[] = []
  const lists: { isOrdered: boolean; count: number }[] = []
  let [skipping, pre, quotes] = [0, 0, 0]
  let [isTable, tables] = [false, 0]
  // Everything after such an element is an earlier mail.
  let restIsQuoted = false

  const start = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (open.length > mostOpen) return
    const wasQuoted = out.isQuoted()
    const isSkipped = skipped.has(name) || isHidden(attributes)
    let end = ''
    if (isSkipped) skipping += 1
    else if (skipping === 0) {
      const how = foldsQuotes ? quoteBy(name, attributes) : null
      if (how === 'rest') restIsQuoted = true
      if (how !== null) out.setQuoted(true)
      end = begin(name, attributes)
    }
    if (!voids.has(name)) open.push({ name, wasQuoted, end, isSkipped })
  }
  const begin = (name: string, attributes: Readonly<Record<string, string>>): string => {
    if (name === 'table' && !isTable && tables++ < mostTables && isOfData(html, parser.startIndex)) {
      isTable = true
      out.table()
    } else if (isTable && name === 'tr') out.row()
    else if (isTable && (name === 'td' || name === 'th')) out.startCell()
    else if (name === 'br') out.line()
    else if (name === 'hr') out.block('---')
    else if (name === 'img') image(attributes)
    else if (name === 'blockquote') {
      out.paragraph()
      if (quotes++ < deepest) out.indent('> ')
    } else if (name === 'ul' || name === 'ol') {
      out.line()
      lists.push({ isOrdered: name === 'ol', count: 0 })
      if (lists.length > 1 && lists.length <= deepest) out.indent('  ')
    } else if (name === 'li') {
      const list = lists.at(-1)
      if (list) list.count += 1
      out.line()
      out.raw(list?.isOrdered ? `${list.count}. ` : '- ')
    } else if (name === 'pre') {
      pre += 1
      out.paragraph()
    } else if (name === 'tr') out.line()
    else if (name === 'td' || name === 'th') out.cell()
    else if (headings[name]) {
      out.paragraph()
      out.raw(headings[name] ?? '')
    } else if (name === 'p') out.paragraph()
    else if (blocks.has(name)) out.line()
    else if (marks[name]) return out.mark(marks[name] ?? '')
    else if (name === 'a') return out.link(attributes['href'] ?? '')
    return ''
  }
  const finish = (name: string): void => {
    if (isTable && (name === 'td' || name === 'th')) out.endCell()
    else if (isTable && name === 'table') {
      out.endCell()
      out.endTable()
      isTable = false
    } else if (name === 'blockquote') {
      if (--quotes < deepest) out.outdent()
      out.paragraph()
    } else if (name === 'ul' || name === 'ol') {
      if (lists.length > 1 && lists.length <= deepest) out.outdent()
      lists.pop()
      out.line()
    } else if (name === 'pre') {
      pre -= 1
      out.paragraph()
    } else if (name === 'p' || headings[name] || name === 'table') out.paragraph()
    else if (blocks.has(name) || name === 'li' || name === 'tr') out.line()
  }
  const close = (name: string): void => {
    const at = open.findLastIndex((one) => one.name === name)
    if (at < 0) return
    for (const one of open.splice(at).reverse()) {
      if (one.isSkipped) skipping -= 1
      else if (skipping === 0) {
        if (one.name === 'a') out.endLink()
        else if (one.end !== '') out.endMark(one.end)
        finish(one.name)
        out.setQuoted(restIsQuoted || one.wasQuoted)
      }
    }
  }
  const image = ({ src = '', alt = '' }: Readonly<Record<string, string>>): void => {
    const cid = /^cid:([^\s()<>]{1,300})$/i.exec(src.trim())?.[1]
    if (cid) out.raw(`![${escapeInline(oneLine(alt).slice(0, 200))}](cid:${cid})`)
    else if (alt.trim() !== '' && alt.length < 200) out.text(`(${oneLine(alt)})`)
  }

  const parser = new Parser(
    {
      onopentag: start,
      onclosetag: close,
      ontext: (text) => {
        if (skipping > 0) return
        if (pre > 0) out.preformatted(text)
        else out.text(text)
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(html)
  parser.end()
  return out.stretches()
}

const voids = new Set([
  'br',
  'hr',
  'img',
  'meta',
  'link',
  'input',
  'wbr',
  'col',
  'area',
  'base',
  'embed',
  'source',
  'track',
])
/** Whether a table that begins here holds facts rather than the layout of a mail: it has heads or borders, and nothing of its size within. */
function isOfData(html: string, from: number): boolean {
  const [inner, end] = html.slice(from, from + longestTable).split(/<\/table/i, 2)
  if (inner === undefined || end === undefined) return false
  if (/<(table|blockquote|ul|ol|pre|h[1-6])\b/i.test(inner.slice(1))) return false
  const rows = inner.match(/<tr\b/gi)?.length ?? 0
  const cells = inner.match(/<t[dh]\b/gi)?.length ?? 0
  if (rows === 0 || cells <= rows || cells > rows * 20 || rows > 300) return false
  return (
    /<th\b/i.test(inner) ||
    /^<table\b[^>]*(\bborder\s*=\s*["']?[1-9]|MsoTableGrid|MsoNormalTable[^>]*border)/i.test(inner)
  )
}
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
const isHidden = ({ style = '', hidden }: Readonly<Record<string, string>>): boolean =>
  hidden !== undefined || /display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden/i.test(style)

/** How mail programs mark what is quoted: an element that holds it, or one after which all is. */
function quoteBy(
  name: string,
  { class: given = '', id = '', type = '', style = '', name: anchor = '' }: Readonly<Record<string, string>>,
): 'within' | 'rest' | null {
  const classes = given.toLowerCase().split(/\s+/)
  const has = (...names: readonly string[]): boolean => names.some((one) => classes.includes(one))
  if (
    name === 'blockquote' &&
    (type.toLowerCase() === 'cite' || has('gmail_quote', 'protonmail_quote', 'yahoo_quoted'))
  )
    return 'within'
  if (has('gmail_attr', 'moz-cite-prefix', 'yahoo_quoted', 'protonmail_quote', 'zmail_extra', 'tutanota_quote'))
    return 'within'
  if (
    /^(divrplyfwdmsg|appendonsend|x_divrplyfwdmsg|mail-editor-reference-message-container|ms-outlook-mobile-reference|olk_src_body_section|replysplit)$/i.test(
      id,
    )
  )
    return 'rest'
  if (name === 'a' && /^_MailOriginal$/i.test(anchor)) return 'rest'
  // Outlook draws a thin line above the head of what it quotes.
  if (name === 'div' && /border(-top)?\s*:\s*(none;\s*border-top\s*:\s*)?solid\s+#(e1e1e1|b5c4df)\b/i.test(style))
    return 'rest'
  return null
}
