import { Marked, type RendererThis, type TokenizerThis, type Tokens } from 'marked'
import sanitize from 'sanitize-html'

/** A record named in a text as `@[Name](type:id)`. */
export interface Mention {
  readonly name: string
  readonly type: string
  readonly id: string
}

/** The mentions of a Markdown text, each once; what stands in code is none. */
export function mentionsIn(text: string): readonly Mention[] {
  const found = new Map<string, Mention>()
  const marked = withMentions(() => null)
  marked.walkTokens(marked.lexer(text), (token) => {
    if (isMention(token)) found.set(token.id, { name: token.name, type: token.kind, id: token.id })
  })
  return [...found.values()]
}

/** Markdown as HTML that is safe to show: no scripts, styles or forms, and pictures only of files kept here. `addressOf` gives a mention's link, or null for plain text. */
export function renderMarkdown(text: string, addressOf: (mention: Mention) => string | null): string {
  return sanitize(withMentions(addressOf).parse(text, { async: false }), safe)
}

interface MentionToken extends Tokens.Generic {
  readonly type: 'mention'
  readonly name: string
  readonly kind: string
  readonly id: string
}
const isMention = (token: { readonly type: string }): token is MentionToken => token.type === 'mention'
const mention = /^@\[([^\]\n]{1,200})\]\(([a-z][a-z_]{0,60}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/

function withMentions(addressOf: (mention: Mention) => string | null): Marked {
  return new Marked({
    gfm: true,
    breaks: true,
    extensions: [
      {
        name: 'mention',
        level: 'inline',
        start: (source: string) => source.indexOf('@['),
        tokenizer(this: TokenizerThis, source: string): MentionToken | undefined {
          const [raw, name, kind, id] = mention.exec(source) ?? []
          return raw && name && kind && id ? { type: 'mention', raw, name, kind, id } : undefined
        },
        renderer(this: RendererThis, token: Tokens.Generic): string {
          if (!isMention(token)) return ''
          const address = addressOf({ name: token.name, type: token.kind, id: token.id })
          const text = escapeHtml(token.name)
          return address === null ? `@${text}` : `<a class="mention" href="${address}">@${text}</a>`
        },
      },
    ],
  })
}

const safe: sanitize.IOptions = {
  allowedTags: [
    'p',
    'br',
    'hr',
    'strong',
    'em',
    'del',
    'code',
    'pre',
    'blockquote',
    'ul',
    'ol',
    'li',
    'a',
    'h3',
    'h4',
    'h5',
    'h6',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
    'details',
    'summary',
    'img',
  ],
  allowedAttributes: {
    img: ['src', 'alt', 'loading'],
    a: ['href', 'class', 'rel'],
    th: ['align'],
    td: ['align'],
    ol: ['start'],
  },
  allowedClasses: { a: ['mention'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    h1: 'h3',
    h2: 'h4',
    img: (name, { src = '', alt = '' }) => ({ tagName: name, attribs: { src, alt, loading: 'lazy' } }),
    a: (name, attributes) => ({ tagName: name, attribs: { ...attributes, rel: 'noopener noreferrer nofollow' } }),
  },
  // A picture of another server would tell it who reads this, and when.
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !ownPicture.test(attribs['src'] ?? ''),
  nestingLimit: 50,
}
const ownPicture = /^\/api\/v1\/files\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/preview$/

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign)
