import { escapeLine } from './escape.ts'
import { htmlToMarkdown } from './html.ts'
import { isForwardSubject, splitQuoted, type Stretch } from './quote.ts'

interface Bodies {
  readonly text: string | null
  readonly html: string | null
  readonly subject: string
}
/** What of a body is shown, and what was left out since it is too long. */
export interface Body {
  readonly markdown: string
  /** The same without what is quoted. */
  readonly written: string
  readonly leftOut: readonly string[]
}

/** Characters of a text that are shown, of each its writer's and the quoted part; and of HTML that are read. */
const mostShown = 40_000
const mostHtml = 2_000_000
const mostLines = 4000

/** A mail's body as Markdown: what its writer wrote, and folded behind a line what they quoted. Nothing quoted is thrown away, and nothing is folded where there is nothing else. */
export function bodyOf({ text, html, subject }: Bodies): Body {
  const isForward = isForwardSubject(subject)
  const fromHtml = html === null ? [] : htmlStretches(html.slice(0, mostHtml), isForward)
  const stretches = joined(fromHtml.some(hasText) ? fromHtml : textStretches(text ?? '', isForward))
  const isAllQuoted = !stretches.some((one) => !one.isQuoted && hasText(one))
  const room = { written: mostShown, quoted: mostShown }
  let isCut = html !== null && html.length > mostHtml
  const lastWritten = stretches.findLastIndex((one) => !one.isQuoted && hasText(one))
  const parts = stretches.flatMap(({ isQuoted, lines }, at) => {
    const isFolded = isQuoted && !isAllQuoted && !(at < lastWritten && isShort(lines))
    const isBeforeFold = !isQuoted && stretches[at + 1]?.isQuoted === true
    const whole = (isBeforeFold ? withoutRule(tidy(lines)) : tidy(lines)).join('\n')
    const left = isFolded ? 'quoted' : 'written'
    const shown = whole.slice(0, Math.max(0, room[left]))
    room[left] -= shown.length
    if (shown.length < whole.length) isCut = true
    return shown.trim() === '' ? [] : [{ isFolded, shown }]
  })
  return {
    markdown: parts
      .map(({ isFolded, shown }) =>
        isFolded ? `<details><summary>Quoted text</summary>\n\n${shown}\n\n</details>` : shown,
      )
      .join('\n\n'),
    written: parts.flatMap(({ isFolded, shown }) => (isFolded ? [] : [shown])).join('\n\n'),
    leftOut: isCut ? ['The text is longer than what is shown here.'] : [],
  }
}

/** Neighbours of the same kind as one; what is empty goes with the one before it. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const all: { isQuoted: boolean; lines: string[] }[] = []
  for (const { isQuoted, lines } of stretches) {
    const last = all.at(-1)
    if (last && (last.isQuoted === isQuoted || lines.every((line) => line.trim() === ''))) last.lines.push('', ...lines)
    else all.push({ isQuoted, lines: [...lines] })
  }
  return all
}

/** A few quoted lines that an answer follows are what it answers. */
const isShort = (lines: readonly string[]): boolean =>
  lines.filter((line) => line.trim() !== '').length <= 3 && lines.some((line) => line.startsWith('>'))
const hasText = ({ lines }: Stretch): boolean => lines.some((line) => /[^\s>*_~\\-]/.test(line))

const textStretches = (text: string, isForward: boolean): readonly Stretch[] =>
  splitQuoted(text.split(/\r\n?|\n/).slice(0, mostLines), { isForward }).map(({ isQuoted, lines }) => ({
    isQuoted,
    lines: lines.map(quotedLine),
  }))

/** A line that begins with `>` stays a quotation, five deep at most. */
function quotedLine(line: string): string {
  const [whole, signs = ''] = /^\s{0,3}((?:>\s?)+)/.exec(line) ?? ['']
  if (signs === '') return escapeLine(line)
  const depth = Math.min(5, signs.replaceAll(/\s/g, '').length)
  return `${'> '.repeat(depth)}${escapeLine(line.slice(whole.length))}`
}

/** What the elements don't show as quoted may still be by its words. */
const htmlStretches = (html: string, isForward: boolean): readonly Stretch[] =>
  htmlToMarkdown(html, { foldsQuotes: !isForward }).flatMap(({ isQuoted, markdown }) => {
    const lines = markdown.split('\n').slice(0, mostLines)
    if (isQuoted || isForward) return [{ isQuoted, lines }]
    return splitQuoted(lines.map(plain)).map((stretch, at, all) => {
      const before = all.slice(0, at).reduce((sum, one) => sum + one.lines.length, 0)
      return { isQuoted: stretch.isQuoted, lines: lines.slice(before, before + stretch.lines.length) }
    })
  })

/** A line of Markdown as its words, to be compared with how mail programs begin a quotation. */
const plain = (line: string): string =>
  line
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\*\*|~~/g, '')
    .replaceAll(/\\(.)/g, '$1')

/** Without the line that mail programs draw above what they quote. */
const withoutRule = (lines: readonly string[]): readonly string[] =>
  lines.at(-1) === '---' ? tidy(lines.slice(0, -1)) : lines

/** Without empty lines at both ends, and never more than one in a row. */
function tidy(lines: readonly string[]): readonly string[] {
  const kept: string[] = []
  for (const line of lines) {
    if (line.trim() !== '' || (kept.length > 0 && kept.at(-1)?.trim() !== '')) kept.push(line)
  }
  while (kept.length > 0 && kept.at(-1)?.trim() === '') kept.pop()
  return kept
}
