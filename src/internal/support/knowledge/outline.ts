import { marked, type Token } from 'marked'

/** A heading of an article, and the anchor that leads to it. */
export interface Heading {
  readonly depth: number
  readonly text: string
  readonly anchor: string
}

/** The headings of a Markdown text in their order, each with an anchor of its own. */
export function outlineOf(markdown: string): readonly Heading[] {
  const used = new Map<string, number>()
  return marked.lexer(markdown, { gfm: true }).flatMap((token) => {
    if (token.type !== 'heading') return []
    const text = textOf(token.tokens ?? []).trim()
    const base = anchorOf(text)
    const times = (used.get(base) ?? 0) + 1
    used.set(base, times)
    return [{ depth: Number(token['depth']), text, anchor: times === 1 ? base : `${base}-${times}` }]
  })
}

const textOf = (tokens: readonly Token[]): string =>
  tokens
    .map((token) =>
      'tokens' in token && token.tokens ? textOf(token.tokens) : 'text' in token ? String(token['text']) : '',
    )
    .join('')

/** “Before you begin” is `before-you-begin`; letters of every script stay. */
export const anchorOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '') || 'part'

/** How long reading takes, in whole minutes, at 220 words a minute. */
export const minutesToRead = (markdown: string): number =>
  Math.max(1, Math.round((markdown.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) / 220))
