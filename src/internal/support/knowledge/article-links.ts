/** Something that a Markdown text points at: where in the text its address stands, and whether it is shown or followed. */
export interface Pointer {
  readonly from: number
  readonly to: number
  readonly target: string
  readonly isPicture: boolean
}

/** What a text points at, in its order; what stands in code is no pointer. HTML pictures must have been made Markdown ones. */
export function pointersIn(markdown: string): readonly Pointer[] {
  const text = withoutCode(markdown)
  const found: Pointer[] = []
  for (const match of text.matchAll(/\]\(\s*(<[^>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)(?=[\s)])/g)) {
    const isPicture = text[openingOf(text, match.index) - 1] === '!'
    found.push(pointerAt(match, { isPicture }))
  }
  for (const match of text.matchAll(/^ {0,3}\[[^\]\n]+\]:[ \t]*(<[^>\n]*>|\S+)/gm))
    found.push(pointerAt(match, { isPicture: isPictureName(match[1] ?? '') }))
  return found.filter(({ target }) => target !== '').sort((a, b) => a.from - b.from)
}

/** The text with other addresses where `of` gives one. */
export function repointed(markdown: string, of: (pointer: Pointer) => string | null): string {
  let [text, at] = ['', 0]
  for (const pointer of pointersIn(markdown)) {
    const address = of(pointer)
    if (address === null) continue
    text += markdown.slice(at, pointer.from) + address
    at = pointer.to
  }
  return text + markdown.slice(at)
}

/** Pictures written as HTML, as Markdown ones: HTML is shown as it is written. */
export function withMarkdownPictures(markdown: string): string {
  const text = withoutCode(markdown)
  let [made, at] = ['', 0]
  for (const match of text.matchAll(/<img\b[^>]*>/gi)) {
    const source = attribute(match[0], 'src')
    if (source === null) continue
    const address = /[\s()]/.test(source) ? `<${source}>` : source
    made += markdown.slice(at, match.index) + `![${attribute(match[0], 'alt') ?? ''}](${address})`
    at = match.index + match[0].length
  }
  return made + markdown.slice(at)
}

/** The path of a file that an address means, from the folder's top; null where it leads elsewhere: to a site, a place in the text, or out of the folder. */
export function pathIn(source: string, target: string): { readonly path: string; readonly anchor: string } | null {
  if (/^([a-z][a-z0-9+.-]*:|\/|#|\?)/i.test(target)) return null
  const [address = '', anchor] = target.split('#', 2)
  const steps = source.split('/').slice(0, -1)
  for (const step of decoded(address.replace(/\?.*$/, '')).split('/')) {
    if (step === '' || step === '.') continue
    if (step !== '..') steps.push(step)
    else if (steps.pop() === undefined) return null
  }
  return { path: steps.join('/'), anchor: anchor ? `#${anchor}` : '' }
}

export const isPictureName = (name: string): boolean => /\.(png|jpe?g|gif|webp|avif|bmp|svg)>?$/i.test(name)

/** Code, blanked out: places stay the same. */
const withoutCode = (markdown: string): string =>
  markdown
    .replaceAll(/^ {0,3}(```+|~~~+)[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|$(?![\s\S]))/gm, blank)
    .replaceAll(/(?<!`)(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g, blank)
const blank = (code: string): string => code.replaceAll(/[^\n]/g, '\u{1}')

function pointerAt(match: RegExpExecArray, { isPicture }: Pick<Pointer, 'isPicture'>): Pointer {
  const written = match[1] ?? ''
  const to = match.index + match[0].length
  const target = written.startsWith('<') ? written.slice(1, -1) : written
  return { from: to - written.length, to, target, isPicture }
}

/** Where the brackets open that close at a place. */
function openingOf(text: string, close: number): number {
  let depth = 0
  for (let at = close; at >= 0; at--) {
    if (text[at] === ']') depth++
    else if (text[at] === '[' && --depth === 0) return at
  }
  return 0
}

function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag)
  return match ? (match[1] ?? match[2] ?? match[3] ?? '') : null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A stray % is part of the name.
    return text
  }
}
