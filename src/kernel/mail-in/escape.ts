/** A line of plain text as Markdown that shows it as it is. */
export function escapeLine(line: string): string {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? ''
  const text = line
    .slice(indent.length)
    .replaceAll(/[\\`*_[\]<|~]/g, String.raw`\$&`)
    .replace(/^([#>]|[-+=](?=\s|[-+=]*$))/, String.raw`\$1`)
    .replace(/^(\d{1,9})([.)])(?=\s)/, String.raw`$1\$2`)
    // An entity would be shown as its sign.
    .replaceAll(/&(?=#?\w+;)/g, String.raw`\&`)
  // Spaces at the beginning would make code of it.
  return '\u00a0'.repeat(Math.min(40, indent.replaceAll('\t', '    ').length)) + text
}

/** The text of a piece of HTML as Markdown, its white space already made one space each. */
export const escapeInline = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<|~#>]/g, String.raw`\$&`).replaceAll(/&(?=#?\w+;)/g, String.raw`\&`)
