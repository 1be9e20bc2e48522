/** A name being typed after an @: where it starts in the text, and what of it is there. */
export interface MentionStart {
  readonly start: number
  readonly query: string
}
export interface Mentioned {
  readonly id: string
  readonly type: string
  readonly title: string
}

/** The mention being typed at the caret, or null. An @ inside a word, as in an e-mail address, is none. */
export function mentionAt(text: string, caret: number): MentionStart | null {
  const match = /(^|[\s(])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u.exec(text.slice(0, caret))
  if (!match) return null
  const query = match[2] ?? ''
  return { start: caret - query.length - 1, query }
}

/** The text with the mention written out as `@[Name](type:id) `, and where the caret goes. */
export function withMention(
  text: string,
  caret: number,
  who: Mentioned,
): { readonly text: string; readonly caret: number } {
  const at = mentionAt(text, caret)
  if (!at) return { text, caret }
  const written = `@[${who.title.replaceAll(/[[\]]/g, '')}](${who.type}:${who.id}) `
  return { text: text.slice(0, at.start) + written + text.slice(caret), caret: at.start + written.length }
}

/** The text with each mention as an ordinary Markdown link to its record; `pathOf` gives a type's path, null for one unknown. */
export function linkedMentions(text: string, pathOf: (type: string) => string | null): string {
  return text.replace(/@\[([^\]]+)\]\((\w+):([0-9a-f-]{36})\)/gi, (_, name: string, type: string, id: string) => {
    const path = pathOf(type)
    return path ? `[@${name}](/${path}/${id})` : `@${name}`
  })
}
