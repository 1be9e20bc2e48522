import { idsOf } from '../access/rule.ts'

/** Who is asked, as data: resolved to accounts when the step opens. */
export type Approver =
  | { readonly kind: 'account'; readonly id: string }
  /** A record that stands for somebody, such as a person. */
  | { readonly kind: 'record'; readonly id: string }
  | { readonly kind: 'role'; readonly name: string }
  /** Whom a field of the record names, such as a service's owner; with `whose`, whom that record's field names. */
  | { readonly kind: 'field'; readonly field: string; readonly whose?: string | undefined }
  /** Whom a field of the asker's own record names, such as their manager. */
  | { readonly kind: 'asker'; readonly field: string }
  /** By the size of an amount: the first line whose `upTo` isn't exceeded; the one without `upTo` is for all that is larger. */
  | { readonly kind: 'amount'; readonly field: string; readonly lines: readonly AmountLine[] }
export interface AmountLine {
  /** A decimal, such as '5000.00'. */
  readonly upTo?: string | undefined
  readonly approvers: readonly PlainApprover[]
}
export type PlainApprover = Exclude<Approver, { readonly kind: 'amount' }>
type Values = Readonly<Record<string, unknown>>

/** The approvers with amounts answered for this record; an amount that isn't known is treated as larger than all. */
export const plainOf = (approvers: readonly Approver[], values: Values): readonly PlainApprover[] =>
  approvers.flatMap((one) => (one.kind === 'amount' ? lineFor(one.lines, amountIn(values[one.field])) : [one]))

/** The ids that a field holds. */
export const namedBy = (values: Values, field: string): readonly string[] => idsOf(values[field])

function lineFor(lines: readonly AmountLine[], amount: string | null): readonly PlainApprover[] {
  const fits = ({ upTo }: AmountLine): boolean => upTo === undefined || (amount !== null && isAtMost(amount, upTo))
  return (lines.find(fits) ?? lines.at(-1))?.approvers ?? []
}

function amountIn(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'string') return String(value)
  const isMoney = typeof value === 'object' && value !== null && 'amount' in value && typeof value.amount === 'string'
  return isMoney ? (value.amount as string) : null
}

// Decimals are compared as whole numbers of their smallest digit: never as floats.
function isAtMost(amount: string, limit: string): boolean {
  const digits = Math.max(fraction(amount).length, fraction(limit).length)
  return scaled(amount, digits) <= scaled(limit, digits)
}
const fraction = (decimal: string): string => decimal.split('.')[1] ?? ''
const scaled = (decimal: string, digits: number): bigint =>
  BigInt(`${decimal.split('.')[0]}${fraction(decimal).padEnd(digits, '0')}`)
