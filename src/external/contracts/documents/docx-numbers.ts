/** How one level of a list of Word counts. Source: ECMA-376 part 1, 17.9. */
export interface NumberedLevel {
  readonly format: string
  /** `%1.%2` stands for the numbers of the first two levels. */
  readonly pattern: string
  readonly start: number
  readonly isLegal: boolean
}
/** A list as the paragraphs name it: which counter it shares, and its levels with what it overrides. */
export interface NumberedList {
  readonly shared: string
  readonly levels: ReadonlyMap<number, NumberedLevel>
  readonly restarts: ReadonlyMap<number, number>
}

/** Counts the paragraphs of lists in the order of the document, as Word shows them. */
export function listCounter(lists: ReadonlyMap<string, NumberedList>): (list: string, level: number) => string | null {
  const counters = new Map<string, number[]>()
  const begun = new Set<string>()
  return (id, level) => {
    const list = lists.get(id)
    const own = list?.levels.get(level)
    if (!list || !own) return null
    const counter = counters.get(list.shared) ?? []
    counters.set(list.shared, counter)
    const restart = list.restarts.get(level)
    if (restart !== undefined && !begun.has(`${id} ${level}`)) counter[level] = restart - 1
    begun.add(`${id} ${level}`)
    counter[level] = (counter[level] ?? own.start - 1) + 1
    counter.length = level + 1
    return shown(list.levels, own, counter)
  }
}

function shown(levels: NumberedList['levels'], own: NumberedLevel, counter: readonly number[]): string | null {
  if (own.format === 'none') return null
  if (own.format === 'bullet') return '•'
  return own.pattern.replace(/%(\d)/g, (_, digit: string) => {
    const at = Number(digit) - 1
    const level = levels.get(at)
    const value = counter[at] ?? level?.start ?? 1
    return counted(value, own.isLegal ? 'decimal' : (level?.format ?? 'decimal'))
  })
}

const romans: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]
/** A number in the way of a format; formats of other scripts are told in decimals. */
function counted(value: number, format: string): string {
  if (value < 1 || value > 10_000) return String(value)
  if (format === 'decimalZero') return String(value).padStart(2, '0')
  if (format === 'lowerLetter' || format === 'upperLetter') {
    const letter = String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.min(10, Math.ceil(value / 26)))
    return format === 'upperLetter' ? letter.toUpperCase() : letter
  }
  if (format === 'lowerRoman' || format === 'upperRoman') {
    let [rest, roman] = [value, '']
    for (const [worth, sign] of romans)
      while (rest >= worth) {
        roman += sign
        rest -= worth
      }
    return format === 'upperRoman' ? roman.toUpperCase() : roman
  }
  return String(value)
}
