/** A part of a letter. */
export type Block =
  | { readonly says: string }
  | { readonly quotes: string }
  /** Lines that each lead somewhere. */
  | { readonly lists: readonly { readonly title: string; readonly text?: string; readonly url?: string }[] }

/** What a mail says, from which its plain text and its HTML are written. All texts are plain. */
export interface Letter {
  /** Who it is from, at its head, such as 'Quarterdeck'. */
  readonly brand: string
  readonly heading: string
  readonly blocks: readonly Block[]
  /** The one thing to do. */
  readonly action?: { readonly label: string; readonly url: string } | undefined
  /** Why it came, and how to get no more of these. */
  readonly footer?: readonly (string | { readonly label: string; readonly url: string })[] | undefined
}

/** Writes a letter as plain text and as HTML that loads nothing, and reads well in light and dark. */
export const writeLetter = (letter: Letter): { readonly text: string; readonly html: string } => ({
  text: textOf(letter),
  html: htmlOf(letter),
})

function textOf({ heading, blocks, action, footer = [] }: Letter): string {
  const parts = [
    heading,
    ...blocks.map(textOfBlock),
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...(footer.length > 0
      ? [['-- ', ...footer.map((line) => (typeof line === 'string' ? line : `${line.label}: ${line.url}`))].join('\n')]
      : []),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function textOfBlock(block: Block): string {
  if ('says' in block) return block.says
  if ('quotes' in block) return block.quotes.replaceAll(/^/gm, '> ')
  return block.lists
    .map(({ title, text, url }) => [`* ${title}`, text && `  ${text}`, url && `  ${url}`].filter(Boolean).join('\n'))
    .join('\n')
}

function htmlOf({ brand, heading, blocks, action, footer = [] }: Letter): string {
  const font = `font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${escape(heading)}</title>
<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.b{background:#141517!important;color:#e6e7e9!important}.c{background:#1d1f22!important;border-color:#34373c!important}
.d{color:#a3a8b0!important}.q{border-color:#4a4f57!important;color:#c9ccd1!important}.l{color:#8db4ff!important}
.a{background:#3b6fd9!important;color:#ffffff!important}}
</style></head>
<body class="b" style="margin:0;padding:24px 12px;background:#f5f6f7;color:#1c1e21;${font};font-size:15px;line-height:1.5">
<div style="max-width:560px;margin:0 auto">
<p class="d" style="margin:0 0 12px;font-size:13px;color:#5f6670">${escape(brand)}</p>
<div class="c" style="padding:24px;background:#ffffff;border:1px solid #dfe2e6;border-radius:6px">
<h1 style="margin:0 0 16px;font-size:18px;line-height:1.35;font-weight:600">${escape(heading)}</h1>
${[...blocks.map(htmlOfBlock), ...(action ? [buttonOf(action)] : [])].join('\n')}
</div>
<p class="d" style="margin:16px 0 0;font-size:12px;color:#5f6670">${footer.map(footerLine).join('<br>\n')}</p>
</div></body></html>
`
}

function htmlOfBlock(block: Block): string {
  if ('says' in block) return `<p style="margin:0 0 16px">${lines(block.says)}</p>`
  if ('quotes' in block)
    return `<blockquote class="q" style="margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid #c9ced6;color:#3f454d">${lines(block.quotes)}</blockquote>`
  const items = block.lists.map(
    ({ title, text, url }) =>
      `<li style="margin:0 0 10px">${url ? link({ label: title, url }) : escape(title)}${text ? `<br><span class="d" style="color:#5f6670">${lines(text)}</span>` : ''}</li>`,
  )
  return `<ul style="margin:0 0 16px;padding:0 0 0 18px">${items.join('\n')}</ul>`
}

const buttonOf = ({ label, url }: { label: string; url: string }): string =>
  `<p style="margin:0"><a class="a" href="${escape(url)}" style="display:inline-block;padding:9px 16px;background:#2f5fc4;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:600">${escape(label)}</a></p>`

const link = ({ label, url }: { label: string; url: string }): string =>
  `<a class="l" href="${escape(url)}" style="color:#2f5fc4">${escape(label)}</a>`

const footerLine = (line: string | { label: string; url: string }): string =>
  typeof line === 'string' ? escape(line) : link(line)

const lines = (text: string): string => escape(text).replaceAll('\n', '<br>')
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
