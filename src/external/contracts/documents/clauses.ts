import { type Clause, type ContractText, type Line, UnreadableDocument } from './contract-text.ts'
import { type Count, isTitle, type Label, labelOf } from './labels.ts'
import { tidyLine } from './tidy.ts'

/** What is read at most of one document, in UTF-16 units: some 400 pages. */
export const mostText = 1_500_000

/** One number that is being counted, and those that it stands in. */
interface Level {
  readonly key: string
  readonly value: number
  readonly depth: number | null
  readonly number: string
  readonly clause: number
}

/** Puts the lines of a document together, and tells its clauses by their numbers and headings. The same lines always give the same text. */
export function contractText(lines: Iterable<Line>): ContractText {
  const clauses: (Clause & { end: number })[] = []
  const parts: string[] = []
  let length = 0
  let levels: readonly Level[] = []
  let part: { readonly name: string; readonly clause: number } | null = null
  const headings: { readonly level: number; readonly clause: number }[] = []

  for (const line of lines) {
    const own = tidyLine(line.text)
    const given = tidyLine(line.label ?? '')
    if (own === '' && given === '') continue
    const written = given === '' ? own : `${given} ${own}`.trim()
    const isHeading = line.heading !== undefined
    const label = labelOf(written, isHeading)
    const step = label && label.kind !== 'part' ? nextLevel(levels, label, line) : null
    const number = step && line.isListMarker ? shownNumber(step, written, label) : null
    const text = number ?? written
    const labelLength = label ? label.length + text.length - written.length : 0
    const start = length
    parts.push(text)
    length += text.length + 1
    if (length > mostText)
      throw new UnreadableDocument('The document holds more text than is read of one. Split it into several.')

    if (label?.kind === 'part') {
      levels = []
      headings.length = 0
      part = { name: label.name, clause: clauses.length }
      clauses.push(
        begun({
          ...{ start, body: start + label.length, number: label.name, parent: null },
          ...{ text: text.slice(label.length), isHeading },
        }),
      )
    } else if (step && label) {
      levels = step.kept
      const above = levels.at(-1)?.clause ?? headings.at(-1)?.clause ?? part?.clause ?? null
      levels = [...levels, { ...step.level, clause: clauses.length }]
      const full = part ? `${part.name}, ${step.level.number}` : step.level.number
      const heading = text.slice(labelLength)
      clauses.push(begun({ start, body: start + labelLength, number: full, text: heading, parent: above, isHeading }))
    } else if (isHeading || isHeadingAlone(line, text)) {
      const level = line.heading ?? 9
      while ((headings.at(-1)?.level ?? 0) >= level) headings.pop()
      if (isHeading) levels = []
      const above = levels.at(-1)?.clause ?? headings.at(-1)?.clause ?? part?.clause ?? null
      if (isHeading) headings.push({ level, clause: clauses.length })
      clauses.push({ start, end: start, body: start, number: null, heading: text, parent: above })
    } else if (clauses.length === 0) {
      clauses.push({ start, end: start, body: start, number: null, heading: null, parent: null })
    }
    const last = clauses.at(-1)
    if (last) last.end = start + text.length
  }
  return { text: parts.join('\n'), clauses }
}

interface Begun {
  readonly start: number
  readonly body: number
  readonly number: string
  readonly text: string
  readonly parent: number | null
  readonly isHeading: boolean
}
const begun = ({ text, isHeading, ...clause }: Begun): Clause => ({
  ...clause,
  end: clause.start,
  heading: isHeading && text !== '' ? text.replace(/[.:]$/, '') : headingOf(text),
})

/** A line in capitals without a number: CONFIDENTIALITY. */
const isHeadingAlone = ({ isBroken }: Line, text: string): boolean =>
  isBroken !== true &&
  text.length > 3 &&
  text.length < 80 &&
  /\p{Lu}{3}/u.test(text) &&
  text === text.toUpperCase() &&
  isTitle(text)

/** The words that a clause begins with as its title: "Audit Rights. The supplier shall …". */
function headingOf(text: string): string | null {
  if (isTitle(text.replace(/[.:]$/, ''))) return text.replace(/[.:]$/, '')
  const found = /^([^.:;!?]{2,90}?)(?:[.:](?= )| [–—-](?= ))/u.exec(text)
  return found?.[1] !== undefined && isTitle(found[1]) ? found[1] : null
}

interface Step {
  readonly kept: readonly Level[]
  readonly level: Omit<Level, 'clause'>
}

/** Where a number stands among those before it; null where it is no number of a clause but a word of the sentence. */
function nextLevel(levels: readonly Level[], label: Exclude<Label, { kind: 'part' }>, line: Line): Step | null {
  const depth = line.depth ?? null
  if (label.kind === 'path') {
    const kept = levels.filter(({ number }) => /^[\d.]+$/.test(number) && label.path.join('.').startsWith(`${number}.`))
    if (line.isBroken && !followsPath(levels, label.path)) return null
    return {
      kept,
      level: { key: `path${label.path.length}`, value: label.path.at(-1) ?? 0, depth, number: label.path.join('.') },
    }
  }
  const fits = fitting(levels, label, depth) ?? (line.isBroken ? fitting(levels, label, null) : null)
  if (!fits && (label.isBare || (line.isBroken && !isNearlyNext(levels, label)))) return null
  const { kept, reading } = fits ?? fresh(levels, label, depth)
  const above = kept.at(-1)
  return {
    kept,
    level: {
      key: keyOf(reading.count, label.form, kept.length),
      value: reading.value,
      depth,
      number: below(above?.number ?? null, { ...reading, word: label.word, form: label.form }),
    },
  }
}

/** How many numbers may be missing before one in broken lines is taken for a word of the sentence. */
const mostMissing = 3

/** In broken lines a path counts only where it goes on from those before it: "as set out in⏎4.1" is none. */
function followsPath(levels: readonly Level[], path: readonly number[]): boolean {
  if (levels.length === 0) return true
  const own = path.at(-1) ?? 0
  const outer = path.slice(0, -1).join('.')
  const last = levels.findLast(({ number }) => /^[\d.]+$/.test(number))?.number
  if (last === outer || last === undefined) return own <= mostMissing
  const isSister = levels.some(
    ({ number, value }) => /^[\d.]+$/.test(number) && isAbove(outer, number) && isNext(own, value),
  )
  return isSister || (own === 1 && isNext(path[0] ?? 0, levels[0]?.value ?? 0))
}
const isAbove = (outer: string, number: string): boolean =>
  number.slice(0, Math.max(0, number.lastIndexOf('.'))) === outer
const isNext = (own: number, last: number): boolean => own > last && own <= last + mostMissing

/** Whether a number goes on a list with a few missing, or is the first of all. */
const isNearlyNext = (levels: readonly Level[], label: Own): boolean =>
  levels.length === 0 ||
  levels.some(({ key, value }, at) =>
    label.readings.some((one) => keyOf(one.count, label.form, at) === key && isNext(one.value, value)),
  )

/** Letters of one list are told apart from those of another by their form, decimals of one word also by how deep they stand. */
const keyOf = (count: Count, form: string, depth: number): string =>
  kindOf(count, form) + (count === 'decimal' && form === 'plain' ? String(depth + 1) : '')
const kindOf = (count: Count, form: string): string =>
  count === 'decimal' && form === 'plain' ? 'decimal' : `${count} ${form}`

/** Whether a list that begins at a depth stands below a level: one less deep, or one as deep that counts in another way, as (1) after (c) does. */
const isOutside = (level: Level, depth: number, kind?: string): boolean =>
  level.depth === null ||
  level.depth < depth ||
  (level.depth === depth && kind !== undefined && level.key.replace(/\d+$/, '') !== kind)

type Own = Extract<Label, { kind: 'own' }>
interface Fit {
  readonly kept: readonly Level[]
  readonly reading: Own['readings'][number]
}

/** The innermost list that this number goes on, or the list that it begins. */
function fitting(levels: readonly Level[], label: Own, depth: number | null): Fit | null {
  for (let at = levels.length - 1; at >= 0; at--) {
    const level = levels[at]
    if (!level || (depth !== null && level.depth !== null && level.depth !== depth)) continue
    const reading = label.readings.find(
      ({ count, value }) => keyOf(count, label.form, at) === level.key && value === level.value + 1,
    )
    if (reading) return { kept: levels.slice(0, at), reading }
  }
  const first = label.readings.find(({ value }) => value === 1)
  if (!first) return null
  const kept =
    depth === null ? levels : levels.filter((level) => isOutside(level, depth, kindOf(first.count, label.form)))
  const isAgain = depth === null && levels.some(({ key }, at) => key === keyOf(first.count, label.form, at))
  if (!isAgain) return { kept, reading: first }
  // A list that begins anew without standing deeper: beside the last one of its kind.
  const same = levels.findLastIndex(({ key }, at) => key === keyOf(first.count, label.form, at))
  return label.isBare ? null : { kept: levels.slice(0, same), reading: first }
}

/** A number that follows on none: beside the last of its kind, else below all. */
function fresh(levels: readonly Level[], label: Own, depth: number | null): Fit {
  const reading = label.readings[0] ?? { count: 'decimal', value: 0 }
  const same = levels.findLastIndex(
    (level, at) =>
      (depth === null || level.depth === null || level.depth === depth) &&
      label.readings.some(({ count }) => keyOf(count, label.form, at) === level.key),
  )
  if (depth !== null && same < 0) return { kept: levels.filter((level) => isOutside(level, depth)), reading }
  const matching = label.readings.find(({ count }) => keyOf(count, label.form, same) === levels[same]?.key)
  return { kept: same >= 0 ? levels.slice(0, same) : levels, reading: matching ?? reading }
}

/** 4 and 1 make 4.1; 4.1 and a make 4.1(a). */
function below(
  above: string | null,
  { count, value, word, form }: { count: Count; value: number; word: string; form: string },
): string {
  if (count === 'decimal' && form === 'plain')
    return above === null ? String(value) : above.endsWith(')') ? `${above}(${value})` : `${above}.${value}`
  return above === null && form === 'plain' ? word : `${above ?? ''}(${word})`
}

/** A lone number of a nested Markdown list is written out: 4.1 for the 1 below 4. Letters stay as they are. */
function shownNumber(step: Step, written: string, label: Label | null): string | null {
  if (!label || step.kept.length === 0 || !/^[\d.]+$/.test(step.level.number)) return null
  return `${step.level.number} ${written.slice(label.length)}`.trim()
}
