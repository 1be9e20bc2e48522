import { escapeInline } from './escape.ts'

/** A stretch of Markdown made from HTML. */
export interface HtmlStretch {
  readonly isQuoted: boolean
  readonly markdown: string
}

interface Writer {
  readonly isQuoted: () => boolean
  readonly setQuoted: (is: boolean) => void
  readonly text: (text: string) => void
  readonly preformatted: (text: string) => void
  readonly raw: (text: string) => void
  readonly line: () => void
  readonly paragraph: () => void
  readonly block: (text: string) => void
  readonly cell: () => void
  /** A table whose cells are drawn as such: between these, what is written is in cells, and rows begin with `row`. */
  readonly table: () => void
  readonly row: () => void
  readonly startCell: () => void
  readonly endCell: () => void
  readonly endTable: () => void
  readonly indent: (by: string) => void
  readonly outdent: () => void
  readonly mark: (sign: string) => string
  readonly endMark: (sign: string) => void
  readonly link: (to: string) => string
  readonly endLink: () => void
  readonly stretches: () => readonly HtmlStretch[]
}

/** Gathers Markdown line by line. Marks are put only around text, since those around nothing would be shown. */
export function openWriter(): Writer {
  const done: { isQuoted: boolean; lines: string[] }[] = []
  const indents: string[] = []
  const links: { to: string; from: number }[] = []
  const pending: string[] = []
  let [current, isQuoted, wantsGap] = ['', false, false]
  let rows: string[][] = []
  let before: string | null = null

  const flush = (): void => {
    if (before !== null) {
      // Within a cell there is one line.
      if (current !== '' && !current.endsWith(' ')) current += ' '
      return
    }
    const text = current.trimEnd()
    current = ''
    if (text === '') return
    const last = done.at(-1)
    const lines = last?.isQuoted === isQuoted ? last.lines : []
    if (lines !== last?.lines) done.push({ isQuoted, lines })
    const prefix = indents.join('')
    if (wantsGap && lines.length > 0) lines.push(prefix.trimEnd())
    wantsGap = false
    lines.push(prefix + text)
  }
  const settle = (): void => {
    for (const sign of pending.splice(0)) current += sign
  }
  const put = (text: string): void => {
    settle()
    current += text
  }
  return {
    isQuoted: () => isQuoted,
    setQuoted: (is) => {
      if (is === isQuoted) return
      flush()
      isQuoted = is
    },
    text: (given) => {
      const text = given.replaceAll(/[\s\u200b\ufeff]+/g, ' ')
      const isAtStart = current === '' || current.endsWith(' ')
      const kept = isAtStart ? text.trimStart() : text
      if (kept === '') return
      if (kept === ' ') current += ' '
      else put(escapeInline(kept))
    },
    preformatted: (text) => {
      const [first = '', ...rest] = text.split(/\r?\n/)
      put(escapeInline(first).replaceAll(/^ +/g, (spaces) => '\u00a0'.repeat(Math.min(40, spaces.length))))
      for (const line of rest) {
        flush()
        if (line !== '')
          put(escapeInline(line).replaceAll(/^ +/g, (spaces) => '\u00a0'.repeat(Math.min(40, spaces.length))))
      }
    },
    raw: put,
    line: flush,
    paragraph: () => {
      flush()
      wantsGap = true
    },
    block: (text) => {
      flush()
      wantsGap = true
      current = text
      flush()
      wantsGap = true
    },
    cell: () => {
      if (current.trim() !== '') current = `${current.trimEnd()} · `
    },
    table: () => {
      flush()
      rows = []
    },
    row: () => void rows.push([]),
    startCell: () => {
      if (rows.length === 0) rows.push([])
      before ??= current
      current = ''
      pending.length = 0
    },
    endCell: () => {
      if (before === null) return
      rows.at(-1)?.push(current.trim().replaceAll(/(?<!\\)\|/g, String.raw`\|`))
      current = before
      before = null
    },
    endTable: () => {
      const width = Math.max(0, ...rows.map(({ length }) => length))
      const line = (cells: readonly string[]): string =>
        `| ${Array.from({ length: width }, (_, at) => cells[at] ?? '').join(' | ')} |`
      const [head = [], ...others] = rows.filter(({ length }) => length > 0)
      wantsGap = true
      for (const text of width === 0
        ? []
        : [line(head), line(Array.from({ length: width }, () => '---')), ...others.map(line)]) {
        current = text
        flush()
      }
      wantsGap = true
    },
    indent: (by) => {
      flush()
      indents.push(by)
    },
    outdent: () => {
      flush()
      indents.pop()
    },
    mark: (sign) => {
      pending.push(sign)
      return sign
    },
    endMark: (sign) => {
      if (pending.at(-1) === sign) pending.pop()
      else {
        const spaces = /\s*$/.exec(current)?.[0] ?? ''
        // A line may have ended within; then its mark stands open there, and is closed nowhere.
        if (current.trim() !== '') current = `${current.slice(0, current.length - spaces.length)}${sign}${spaces}`
      }
    },
    link: (to) => {
      links.push({ to: safeLink(to), from: current.length })
      return ''
    },
    endLink: () => {
      const link = links.pop()
      const text = link ? current.slice(link.from).trim() : ''
      if (!link || link.to === '' || text === '' || link.from > current.length || text.includes('![')) return
      current = `${current.slice(0, link.from)}${/^\s/.test(current.slice(link.from)) ? ' ' : ''}[${text}](${link.to})`
    },
    stretches: () => {
      flush()
      return done.map(({ isQuoted: is, lines }) => ({ isQuoted: is, markdown: lines.join('\n') }))
    },
  }
}

/** An address that Markdown can hold; empty for one that nobody should follow. */
function safeLink(to: string): string {
  const text = to.trim()
  if (!/^(https?:\/\/|mailto:)/i.test(text) || text.length > 2000) return ''
  return text.replaceAll(/[\s()<>\\]/g, (sign) => encodeURIComponent(sign).replace('(', '%28').replace(')', '%29'))
}
