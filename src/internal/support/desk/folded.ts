/** What somebody wrote themselves, and what they quoted below it. */
export interface Folded {
  readonly own: string
  readonly quoted: string
}
const introductions = [
  /^(on|am|le|el) .{5,200}(wrote|schrieb|a écrit|escribió)( .{1,80})?:\s*$/i,
  /^-{2,}\s*(original message|ursprüngliche nachricht|message d.origine|forwarded message)\s*-{2,}\s*$/i,
  /^_{10,}\s*$/,
]

/** Sets apart what a mail quotes at its end, with the line that leads to it, so that it can be folded away. */
export function foldQuoted(text: string): Folded {
  // What came by mail is folded already, where it says so itself.
  if (text.includes('<details><summary>')) return { own: text, quoted: '' }
  const lines = text.split('\n')
  const introduced = lines.findIndex((line) => introductions.some((pattern) => pattern.test(line.trim())))
  const from = introduced >= 0 ? introduced : startOfQuote(lines)
  const own = lines.slice(0, from).join('\n').trimEnd()
  const quoted = lines.slice(from).join('\n').trim()
  // A mail that is a quotation and nothing else is shown.
  return own.trim() === '' || quoted === '' ? { own: text, quoted: '' } : { own, quoted }
}

/** Where the quoted lines at the end begin; the number of lines when there are none. */
function startOfQuote(lines: readonly string[]): number {
  let from = lines.length
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at]?.trim() ?? ''
    if (line.startsWith('>')) from = at
    else if (line !== '') break
  }
  return from
}
