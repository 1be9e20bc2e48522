/** By when, as a sentence says it. */
export type Due =
  | { readonly kind: 'within'; readonly count: number; readonly unit: DueUnit; readonly of: string | null }
  | { readonly kind: 'before'; readonly count: number; readonly unit: DueUnit; readonly of: string | null }
  | { readonly kind: 'every'; readonly count: number; readonly unit: DueUnit }
  | { readonly kind: 'at once' }
  | { readonly kind: 'on request' }
export type DueUnit = 'hour' | 'day' | 'business day' | 'week' | 'month' | 'quarter' | 'year'

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const numbers: ReadonlyMap<string, number> = new Map([
  ...ones.map((word, value) => [word, value] as const),
  ...tens.flatMap((ten, at) => [
    [ten, (at + 2) * 10] as const,
    ...ones.slice(1, 10).map((one, value) => [`${ten}-${one}`, (at + 2) * 10 + value + 1] as const),
  ]),
  ['hundred', 100],
])
const count = `(\\d{1,4}|${[...numbers.keys()]
  .toReversed()
  .toSorted((one, other) => other.length - one.length)
  .join('|')})(?: ?\\(\\d{1,4}\\))?`
const unit =
  '(hours?|(?:business|working|banking) days?|(?:calendar )?days?|weeks?|(?:calendar )?months?|quarters?|years?)'
const of = '(?: (?:of|after|from|following|upon) ([^.;,]{3,90}))?'
const within = new RegExp(
  `(?:within|no later than|not later than|at the latest|in no event (?:later|more) than|take more than|at most|for a period of up to) (?:a period of )?${count} ${unit}${of}`,
  'i',
)
const before = new RegExp(
  `(?:at least|no less than|not less than|a minimum of) ${count} ${unit}(?:['’]s?)?(?: (?:prior|advance|written|notice|in))*(?: (?:to|before|prior to|of|advance of) ([^.;,]{3,90}))?`,
  'i',
)
const priorNotice = new RegExp(`${count} ${unit}['’]? (?:prior |advance |written )+notice`, 'i')
const everyCount = new RegExp(`(?:every|each) ${count} ${unit}`, 'i')
const rhythms: readonly (readonly [RegExp, DueUnit])[] = [
  [
    /\b(?:annually|yearly|(?:at least )?once (?:a|per|each|every) (?:calendar )?year|(?:each|every) (?:calendar )?year|per annum)\b/i,
    'year',
  ],
  [/\b(?:quarterly|(?:each|every) (?:calendar )?quarter)\b/i, 'quarter'],
  [/\b(?:monthly|(?:each|every) (?:calendar )?month|once (?:a|per) month)\b/i, 'month'],
  [/\b(?:weekly|(?:each|every) week|once (?:a|per) week)\b/i, 'week'],
  [/\b(?:daily|(?:each|every) day|once (?:a|per) day)\b/i, 'day'],
]
const atOnce =
  /\b(?:promptly|immediately|forthwith|without (?:undue |unreasonable )?delay|as soon as|in a timely manner)\b/i
const onRequest = /\b(?:(?:up)?on (?:[\p{L}’']+ ){0,3}request|at (?:[\p{L}’']+ ){0,2}request|when requested)\b/iu

/** Reads by when something has to be done; of several the one with a figure. Null where it isn't said. */
export function dueOf(sentence: string): Due | null {
  const inside = within.exec(sentence)
  if (inside) return { kind: 'within', ...figure(inside), of: inside[3]?.trim() ?? null }
  const ahead = before.exec(sentence) ?? priorNotice.exec(sentence)
  if (ahead) return { kind: 'before', ...figure(ahead), of: ahead[3]?.trim() ?? null }
  const every = everyCount.exec(sentence)
  if (every) return { kind: 'every', ...figure(every) }
  const rhythm = rhythms.find(([pattern]) => pattern.test(sentence))
  if (rhythm) return { kind: 'every', count: 1, unit: rhythm[1] }
  if (atOnce.test(sentence)) return { kind: 'at once' }
  return onRequest.test(sentence) ? { kind: 'on request' } : null
}

function figure(found: RegExpExecArray): { readonly count: number; readonly unit: DueUnit } {
  const word = (found[1] ?? '').toLowerCase()
  return { count: numbers.get(word) ?? Number(word), unit: unitOf((found[2] ?? '').toLowerCase()) }
}

function unitOf(word: string): DueUnit {
  if (/^(?:business|working|banking)/.test(word)) return 'business day'
  const units: readonly DueUnit[] = ['hour', 'day', 'week', 'month', 'quarter', 'year']
  return units.find((one) => word.includes(one)) ?? 'day'
}

/** By when, in words: "within 10 business days of the request". */
export function dueWords(due: Due): string {
  if (due.kind === 'at once') return 'without delay'
  if (due.kind === 'on request') return 'on request'
  const span = `${due.count} ${due.unit}${due.count === 1 ? '' : 's'}`
  if (due.kind === 'every') return due.count === 1 ? `every ${due.unit}` : `every ${span}`
  if (due.kind === 'within') return due.of === null ? `within ${span}` : `within ${span} of ${due.of}`
  return due.of === null ? `at least ${span} ahead` : `at least ${span} before ${due.of}`
}
