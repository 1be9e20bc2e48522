import type { Money } from './field.ts'

/** Live ISO 4217 codes whose minor unit isn't a hundredth. Source: ISO 4217 list one, SIX, maintenance agency (all others have 2). */
const digitsOf: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLF: 4,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  UYW: 4,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
}

/** Digits after the point in amounts of a currency, by ISO 4217. */
export const minorUnits = (currency: string): number => digitsOf[currency] ?? 2

/** The same as an SQL expression over a column that holds the currency. */
export const minorUnitsSql = (column: string): string =>
  `case ${column} ${Object.entries(digitsOf)
    .map(([currency, digits]) => `when '${currency}' then ${digits}`)
    .join(' ')} else 2 end`

/** Whole minor units (cents) of an amount; null when it has more digits than the currency, or is beyond what is kept exactly. */
export function toMinor({ amount, currency }: Money): number | null {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(amount)
  if (!match) return null
  const [, sign = '', whole = '', fraction = ''] = match
  const digits = minorUnits(currency)
  const used = fraction.replace(/0+$/, '')
  if (used.length > digits) return null
  const minor = Number(`${sign}${whole}${used.padEnd(digits, '0')}`)
  return Number.isSafeInteger(minor) ? minor + 0 : null
}

/** The amount that a number of minor units stands for. */
export function fromMinor(minor: number, currency: string): Money {
  const digits = minorUnits(currency)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  const amount = digits === 0 ? whole : `${whole}.${text.slice(-digits)}`
  return { amount: minor < 0 ? `-${amount}` : amount, currency }
}
