import type { FieldOptions, Money } from '../../record/field.ts'

/** A choice or state in words: `waiting_for_vendor` → 'Waiting for vendor', unless `says` has better ones. */
export function wordOf(value: string, says?: FieldOptions['says']): string {
  const said = says?.[value]
  if (said) return said
  const words = value.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}

const locale = 'en-GB'
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })

/** 1204 → '1,204'. */
export const countText = (count: number): string => whole.format(count)

/** A count that may have stopped early: '1,204' or '10,000+'. */
export const totalText = ({ count, isAtLeast }: { count: number; isAtLeast: boolean }): string =>
  `${countText(count)}${isAtLeast ? '+' : ''}`

/** An exact decimal string with thousands separators and all of its digits: '1234.50' → '1,234.50'. */
export function decimalText(value: string): string {
  const digits = value.split('.')[1]?.length ?? 0
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return format.format(value as `${number}`)
}

/** An amount with its currency; the digits are those of the amount itself, as the server keeps them by ISO 4217. */
export function moneyText({ amount, currency }: Money): string {
  const digits = amount.split('.')[1]?.length ?? 0
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return format.format(amount as `${number}`)
}

/** An amount as it is read at a glance, in heads and tiles: from 1,000 on in whole units, below that with the cents it has. Where each cent counts: `moneyText`. */
export function roundMoneyText({ amount, currency }: Money, by = locale): string {
  const digits = Math.abs(Number(amount)) >= 1000 ? 0 : (amount.split('.')[1]?.length ?? 0)
  const format = new Intl.NumberFormat(by, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    trailingZeroDisplay: 'stripIfInteger',
  })
  return format.format(amount as `${number}`)
}

/** '12.50' → '12.5 %'. */
export function percentText(value: string): string {
  const short = value.includes('.') ? value.replace(/\.?0+$/, '') : value
  return `${decimalText(short)} %`
}

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const

/** Seconds in words of at most two units: 16200 → '4 h 30 min'. */
export function durationText(seconds: number): string {
  if (seconds === 0) return '0 min'
  const parts: string[] = []
  let rest = Math.abs(seconds)
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0 && parts.length < 2) parts.push(`${countText(count)} ${unit}`)
  }
  return `${seconds < 0 ? '−' : ''}${parts.join(' ')}`
}

/** The first letters of the first and last word, as people sign: 'Priya Nair' → 'PN'. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word))
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => word?.match(/\p{L}/u)?.[0] ?? '',
  )
  return letters.join('').toUpperCase()
}

/** Markdown as one line of plain text, for places with room for one line. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/<\/?(?:details|summary)>/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s{0,3}(#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/(?<!\w)([*_`~]{1,3})(?=\S)(.*?\S)\1(?!\w)/g, '$2')
    .replace(/\s+/g, ' ')
    .trim()
}
