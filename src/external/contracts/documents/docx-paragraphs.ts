import type { XmlEvents } from '../../../kernel/importing/xml.ts'
import type { Line } from './contract-text.ts'
import type { ParagraphStyle } from './docx-styles.ts'

interface Given {
  readonly styleOf: (id: string) => ParagraphStyle
  readonly count: (list: string, level: number) => string | null
  readonly add: (line: Line) => void
}
interface Paragraph {
  text: string
  style: string
  list: string | null
  level: number | null
  heading: number | null
}

/** What stands in these is no text of the contract: what was struck out, fields' instructions, a second drawing of the same. */
const leftOut = new Set([
  'del',
  'moveFrom',
  'delText',
  'instrText',
  'Fallback',
  'rt',
  'pPrChange',
  'rPrChange',
  'numPrChange',
])

/** Turns the tags of a Word document into lines. Cells of a row of a table are one line. Source: ECMA-376 part 1, 17.3. */
export function paragraphEvents({ styleOf, count, add }: Given): XmlEvents {
  const open: Paragraph[] = []
  const rows: string[][] = []
  const properties: { isHidden: boolean } = { isHidden: false }
  let isText = false
  let without = 0
  const here = (): Paragraph | undefined => open.at(-1)
  const write = (text: string): void => {
    const paragraph = here()
    if (paragraph && without === 0 && !properties.isHidden) paragraph.text += text
  }

  const done = (paragraph: Paragraph): void => {
    const style = styleOf(paragraph.style)
    const list = paragraph.list ?? style.list
    const level = paragraph.level ?? style.level ?? 0
    const row = rows.at(-1)
    const isEmpty = paragraph.text.trim() === ''
    const label = list === null || list === '0' || isEmpty ? null : count(list, level)
    if (isEmpty) return
    if (row) row.push(`${label ? `${label} ` : ''}${paragraph.text.trim()}`)
    else {
      const heading = paragraph.heading ?? style.heading
      add({
        text: paragraph.text,
        ...(label ? { label, depth: level } : {}),
        ...(heading === null ? {} : { heading }),
      })
    }
  }

  return {
    open: (name, attribute) => {
      if (leftOut.has(name)) without += 1
      if (without > 0) return
      const paragraph = here()
      if (name === 'p') open.push({ text: '', style: '', list: null, level: null, heading: null })
      else if (name === 'tr') rows.push([])
      else if (name === 't') isText = true
      else if (name === 'r') properties.isHidden = false
      else if (name === 'vanish') properties.isHidden = attribute('val') !== '0' && attribute('val') !== 'false'
      else if (name === 'tab' && attribute('pos') === null) write('\t')
      else if (name === 'br' || name === 'cr') write('\n')
      else if (name === 'noBreakHyphen') write('-')
      else if (paragraph === undefined) return
      else if (name === 'pStyle') paragraph.style = attribute('val') ?? ''
      else if (name === 'numId') paragraph.list = attribute('val')
      else if (name === 'ilvl') paragraph.level = Number(attribute('val') ?? 0)
      else if (name === 'outlineLvl') {
        const level = Number(attribute('val') ?? 9)
        paragraph.heading = level < 9 ? level + 1 : null
      }
    },
    text: (text) => {
      if (isText) write(text)
    },
    close: (name) => {
      if (leftOut.has(name)) without -= 1
      if (without > 0) return
      if (name === 't') isText = false
      else if (name === 'r') properties.isHidden = false
      else if (name === 'p') {
        const paragraph = open.pop()
        if (paragraph) done(paragraph)
      } else if (name === 'tr') {
        const cells = rows.pop() ?? []
        const row = rows.at(-1)
        if (row) row.push(...cells)
        else if (cells.length > 0) add({ text: cells.join(' | ') })
      }
    },
  }
}
