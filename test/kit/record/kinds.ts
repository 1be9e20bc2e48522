import type { Field } from '../../../src/kernel/record/field.ts'

/** How the tests speak of one field kind: values, wrong values, and filters that must find or miss a value. */
export interface Kind {
  /** A valid value on the wire; another one for each `n` where the kind has that many. References are made elsewhere. */
  readonly sample: (n: number, field: Field<unknown>) => unknown
  /** A value that no field of this kind takes. */
  readonly wrong: unknown
  /** Conditions that find a row with this value (as it reads). */
  readonly finds: (value: unknown) => readonly unknown[]
  /** Conditions that don't. */
  readonly misses: (value: unknown) => readonly unknown[]
  /** Whether a list can be sorted by it. */
  readonly isSorted: boolean
}

const text = (value: unknown): string => String(value)
const idOf = (value: unknown): string => text((value as { id: unknown }).id)
const idsOf = (value: unknown): string[] => (value as { id: string }[]).map(idOf)
const elsewhere = '00000000-0000-7000-8000-000000000000'

/** The n-th word of `length` capital letters: AAA, AAB, … */
export function letters(n: number, length: number): string {
  const digits = Array.from({ length }, (_, place) => Math.floor(n / 26 ** (length - 1 - place)) % 26)
  return digits.map((digit) => String.fromCharCode(65 + digit)).join('')
}

const words = (sample: Kind['sample']): Kind => ({
  sample,
  wrong: 42,
  finds: (value) => [value, [value], { contains: text(value).slice(1) }, { startsWith: text(value).slice(0, 2) }],
  misses: (value) => [{ not: value }, { contains: `${text(value)}#` }],
  isSorted: true,
})

const ordered = (sample: Kind['sample'], wrong: unknown): Kind => ({
  sample,
  wrong,
  finds: (value) => [value, { gte: value }, { lte: value }, { not: null }],
  misses: (value) => [{ lt: value }, { gt: value }, { not: value }],
  isSorted: true,
})

const clamp = (n: number, { options: { min = 0, max = 1_000_000 } }: Field<unknown>): number =>
  min + (n % Math.max(1, max - min + 1))

const amountOf = (value: unknown): string => (value as { amount: string }).amount
const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)

/** Every field kind. A kind that isn't here fails the tests of each record that uses it. */
export const kinds: Readonly<Record<string, Kind>> = {
  text: words((n, { options: { max = 200 } }) => (max < 12 ? letters(n, max) : `Sample ${letters(n, 4)}`)),
  longText: { ...words((n) => `A sentence, the ${n}th.\n\nAnd *another*.`), isSorted: false },
  email: words((n) => `someone.${n}@example.com`),
  url: words((n) => `https://example.com/${n}`),
  phone: words((n) => `+49 30 ${100_000 + n}`),
  ip: {
    ...words((n) => `10.0.${n >> 8}.${n & 255}`),
    finds: (value) => [value, [value]],
    misses: (value) => [{ not: value }],
  },
  colour: words((n) => `#${n.toString(16).padStart(6, '0')}`),
  int: ordered((n, field) => clamp(n, field), 'many'),
  duration: ordered((n, field) => clamp(n, field) * 60, 'long'),
  decimal: ordered((n, field) => clamp(n, field).toFixed(field.options.scale ?? 2), 'much'),
  percent: ordered((n, field) => clamp(n % 100, field).toFixed(field.options.scale ?? 2), 'half'),
  date: ordered((n) => day(n), '2026-02-30'),
  dateTime: ordered((n) => `${day(n)}T08:30:00.000Z`, '2026-02-30T00:00:00Z'),
  money: {
    sample: (n) => ({ amount: `${100 + n}.50`, currency: 'EUR' }),
    wrong: 12,
    finds: (value) => [{ gte: amountOf(value) }, { lte: amountOf(value) }],
    misses: (value) => [{ lt: amountOf(value) }, { gt: amountOf(value) }],
    isSorted: true,
  },
  bool: {
    sample: (n) => n % 2 === 0,
    wrong: 'perhaps',
    finds: (value) => [value],
    misses: (value) => [value === false, { not: value }],
    isSorted: true,
  },
  choice: {
    sample: (n, { options: { of = [] } }) => of[n % of.length],
    wrong: 'none of them',
    finds: (value) => [value, [value]],
    misses: (value) => [{ not: value }],
    isSorted: true,
  },
  choices: {
    sample: (n, { options: { of = [] } }) => [of[n % of.length]],
    wrong: ['none of them'],
    finds: (value) => [value, { hasAll: value }],
    misses: (value) => [{ hasNone: value }],
    isSorted: false,
  },
  ref: {
    sample: () => undefined,
    wrong: 'not an id',
    finds: (value) => [idOf(value), [idOf(value)], { where: { id: idOf(value) } }],
    misses: (value) => [elsewhere, { not: idOf(value) }, { where: { id: elsewhere } }],
    isSorted: true,
  },
  refs: {
    sample: () => undefined,
    wrong: ['not an id'],
    finds: (value) => [idsOf(value), { hasAll: idsOf(value) }, { where: { id: idsOf(value)[0] } }],
    misses: (value) => [[elsewhere], { hasNone: idsOf(value) }],
    isSorted: false,
  },
  // Never read back: secret-field.server.test.ts says what it does.
  secret: { sample: () => undefined, wrong: 42, finds: () => [], misses: () => [], isSorted: false },
  json: { sample: () => undefined, wrong: undefined, finds: () => [], misses: () => [], isSorted: false },
}

/** The kind a field is tested as: a computed one like what it computes. Throws for a kind without tests. */
export function kindOf(field: Field<unknown>): Kind {
  const name = field.kind === 'computed' ? (field.options.as ?? 'text') : field.kind
  const kind = kinds[name]
  if (!kind) throw new Error(`The field kind '${name}' has no tests yet: add it to test/kit/record/kinds.ts.`)
  return kind
}

/** A text that is longer, or a number that is larger, than the field allows; undefined where nothing is too much. */
export function tooMuch({ kind, options: { max } }: Field<unknown>): unknown {
  if (kind === 'text' || kind === 'longText') return 'x'.repeat((max ?? (kind === 'text' ? 200 : 20_000)) + 1)
  if (max === undefined) return undefined
  if (kind === 'int' || kind === 'duration') return max + 1
  return kind === 'decimal' || kind === 'percent' ? String(max + 1) : undefined
}

/** A number that is smaller than the field allows; undefined where nothing is too little. */
export function tooLittle({ kind, options: { min } }: Field<unknown>): unknown {
  if (min === undefined) return undefined
  if (kind === 'int' || kind === 'duration') return min - 1
  return kind === 'decimal' || kind === 'percent' ? String(min - 1) : undefined
}
