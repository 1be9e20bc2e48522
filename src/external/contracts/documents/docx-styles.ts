import type { XmlEvents } from '../../../kernel/importing/xml.ts'
import type { NumberedLevel, NumberedList } from './docx-numbers.ts'

/** What a paragraph has of its style: a place in a list, the level of a heading. */
export interface ParagraphStyle {
  readonly list: string | null
  readonly level: number | null
  readonly heading: number | null
}
type Written = { -readonly [K in keyof ParagraphStyle]: ParagraphStyle[K] } & { basedOn: string | null; name: string }

/** Reads word/styles.xml: which styles are headings, and which stand in a list. */
export function styleEvents(): { readonly events: XmlEvents; readonly styleOf: (id: string) => ParagraphStyle } {
  const styles = new Map<string, Written>()
  let style: Written | null = null
  const open: XmlEvents['open'] = (name, attribute) => {
    if (name === 'style') {
      style = { list: null, level: null, heading: null, basedOn: null, name: '' }
      styles.set(attribute('styleId') ?? '', style)
    } else if (style === null) return
    else if (name === 'name') style.name = attribute('val') ?? ''
    else if (name === 'basedOn') style.basedOn = attribute('val')
    else if (name === 'numId') style.list = attribute('val')
    else if (name === 'ilvl') style.level = Number(attribute('val') ?? 0)
    else if (name === 'outlineLvl') style.heading = headingLevel(Number(attribute('val') ?? 9))
  }
  const close: XmlEvents['close'] = (name) => {
    if (name === 'style') style = null
  }
  const styleOf = (id: string): ParagraphStyle => {
    const found: Written = { list: null, level: null, heading: null, basedOn: null, name: '' }
    let at: string | null = id
    for (let steps = 0; at !== null && steps < 20; steps++) {
      const one: Written | undefined = styles.get(at)
      if (!one) break
      found.list ??= one.list
      found.level ??= one.level
      found.heading ??= one.heading ?? namedHeading(one.name || at)
      at = one.basedOn
    }
    return found
  }
  return { events: { open, close }, styleOf }
}

const headingLevel = (outline: number): number | null => (outline >= 0 && outline < 9 ? outline + 1 : null)
const namedHeading = (name: string): number | null => {
  if (/^title$/i.test(name)) return 1
  const level = /^heading ?([1-9])$/i.exec(name)?.[1]
  return level === undefined ? null : Number(level)
}

/** Reads word/numbering.xml: how each list counts. */
export function numberingEvents(): {
  readonly events: XmlEvents
  readonly lists: () => ReadonlyMap<string, NumberedList>
} {
  const shared = new Map<string, Map<number, Mutable>>()
  const lists = new Map<string, { shared: string; levels: Map<number, Mutable>; restarts: Map<number, number> }>()
  let levels: Map<number, Mutable> | null = null
  let list: { shared: string; levels: Map<number, Mutable>; restarts: Map<number, number> } | null = null
  let level: Mutable | null = null
  let overridden = 0
  const open: XmlEvents['open'] = (name, attribute) => {
    const value = attribute('val') ?? ''
    if (name === 'abstractNum') {
      levels = new Map()
      shared.set(attribute('abstractNumId') ?? '', levels)
    } else if (name === 'num') {
      list = { shared: '', levels: new Map(), restarts: new Map() }
      lists.set(attribute('numId') ?? '', list)
    } else if (name === 'abstractNumId' && list) list.shared = value
    else if (name === 'lvlOverride') overridden = Number(attribute('ilvl') ?? 0)
    else if (name === 'startOverride' && list) list.restarts.set(overridden, Number(value))
    else if (name === 'lvl') {
      level = { format: 'decimal', pattern: '', start: 1, isLegal: false }
      const to = list?.levels ?? levels
      to?.set(Number(attribute('ilvl') ?? 0), level)
    } else if (level === null) return
    else if (name === 'numFmt') level.format = value
    else if (name === 'lvlText') level.pattern = value
    else if (name === 'start') level.start = Number(value || 1)
    else if (name === 'isLgl') level.isLegal = value !== '0' && value !== 'false'
  }
  const close: XmlEvents['close'] = (name) => {
    if (name === 'lvl') level = null
    if (name === 'abstractNum') levels = null
    if (name === 'num') list = null
  }
  const whole = (): ReadonlyMap<string, NumberedList> =>
    new Map(
      [...lists].map(([id, own]) => [
        id,
        { ...own, levels: new Map([...(shared.get(own.shared) ?? new Map<number, Mutable>()), ...own.levels]) },
      ]),
    )
  return { events: { open, close }, lists: whole }
}
type Mutable = { -readonly [K in keyof NumberedLevel]: NumberedLevel[K] }
