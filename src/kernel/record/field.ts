/** A permission, `noun.verb`. */
export type Permission = `${string}.${string}`

/** A field: how one value is stored, checked, shown and guarded. `V` is its TypeScript value on the wire. */
export interface Field<V> {
  readonly kind: string
  readonly options: FieldOptions
  /** Phantom: carries the type, never set. */
  readonly value?: V
}

/** Everything a field may declare; which of them a kind accepts is said by its maker in `f`. */
export interface FieldOptions {
  readonly label?: string
  readonly help?: string
  readonly required?: boolean
  readonly unique?: boolean
  /** Full-text weight; a field without it is not searched. */
  readonly search?: 'A' | 'B' | 'C'
  /** Who may see or set this one field, beyond the record's own access. */
  readonly read?: Permission
  readonly write?: Permission
  /** Who reads it by a request is noted. */
  readonly audit?: boolean
  /** Set when the record is made, and never changed after. */
  readonly fixed?: boolean
  /** Nobody sets it: what the record works out of itself, see `Derivation`. */
  readonly worked?: Worked
  /** Lists often filter or sort by it: an index is made. */
  readonly index?: boolean
  /** Other headers that a column of an imported file may have; several in a list together make the value, in that order. */
  readonly alsoCalled?: readonly (string | readonly string[])[]
  /** The form shows it only when another field has one of these values. */
  readonly showWhen?: Readonly<Record<string, readonly unknown[]>>
  readonly default?: unknown
  /** What stands in each row of an imported file that has no column for it, as its text, until somebody says otherwise. */
  readonly usualInFiles?: string
  /** A length of time: the choice that says what it is counted in, or the unit itself, as 'days'. */
  readonly unit?: string
  /** That length is how often something comes: 'every 3 months'. */
  readonly isRhythm?: boolean
  readonly min?: number
  readonly max?: number
  /** Digits after the point (decimal, percent). */
  readonly scale?: number
  readonly of?: readonly string[]
  /** Words for the choices, where the value itself doesn't read well. */
  readonly says?: Readonly<Record<string, string>>
  /** Words of other systems for the choices, as their files have them. 'yes' stands for all words for yes, 'no' for those for no. */
  readonly reads?: Readonly<Record<string, readonly string[]>>
  /** Colour words for the choices: see `Tone`. */
  readonly tones?: Readonly<Record<string, Tone>>
  readonly to?: string
  /** What archiving the target does: nothing (the default), or refuse while this row stands. */
  readonly onArchive?: 'keep' | 'restrict'
  /** The refs of this field form a tree: a cycle is refused. */
  readonly tree?: boolean
  readonly check?: (value: never) => string | null
  readonly as?: ComputedKind
  readonly sql?: string
  readonly from?: (row: never) => unknown
}
/** Colour carries state only: a tone is a meaning, the theme gives the colour. */
export type Tone = 'neutral' | 'info' | 'good' | 'warning' | 'bad'
/**
 * How a field is worked out that nobody sets. 'kept': by each write of the row, and its changes stand in the history.
 * 'derived': of the history and of other records, again whenever one of them changes, so that the history need not keep it.
 */
export type Worked = 'kept' | 'derived'
export type ComputedKind = 'text' | 'int' | 'decimal' | 'date' | 'dateTime' | 'duration' | 'bool'

/** An amount as a decimal string with the currency's own number of digits, and the ISO 4217 code. Stored in minor units. */
export interface Money {
  readonly amount: string
  readonly currency: string
}
/** How a secret that is set reads; sent back, it leaves the secret as it is. */
export const secretMask = '••••••••'
/** The id of a record of one type. */
export type Id<Name extends string = string> = string & { readonly __of?: Name }
/** How a reference reads: `title` is null where the reader may not see the record it points at. */
export interface Ref {
  readonly id: string
  readonly title: string | null
}

type Common<V> = Pick<
  FieldOptions,
  | 'label'
  | 'help'
  | 'required'
  | 'fixed'
  | 'read'
  | 'write'
  | 'audit'
  | 'index'
  | 'alsoCalled'
  | 'usualInFiles'
  | 'showWhen'
  | 'worked'
> & { readonly default?: V }
type Searched = { readonly search?: 'A' | 'B' | 'C'; readonly unique?: boolean }
type Ranged = { readonly min?: number; readonly max?: number }
type Pointing = Pick<FieldOptions, 'onArchive' | 'tree'>
type Val<V, O> = O extends { required: true } ? V : O extends { default: V } ? V : V | null

const field = <V>(kind: string, options: FieldOptions = {}): Field<V> => ({ kind, options })

/** The closed set of field kinds. A new kind is a kernel change: storage, API, form, filter, export and tests follow. */
export const f = {
  /** One line of text; at most `max` characters (200). */
  text: <const O extends Common<string> & Searched & { readonly max?: number }>(o?: O) =>
    field<Val<string, O>>('text', o),
  /** Markdown; at most `max` characters (20,000). */
  longText: <const O extends Common<string> & Searched & { readonly max?: number }>(o?: O) =>
    field<Val<string, O>>('longText', o),
  /** A whole number, safe in JavaScript. */
  int: <
    const O extends Common<number> & Ranged & { readonly unique?: boolean } & Pick<FieldOptions, 'unit' | 'isRhythm'>,
  >(
    o?: O,
  ) => field<Val<number, O>>('int', o),
  /** An exact decimal as a string, `scale` digits after the point (2). */
  decimal: <const O extends Common<string> & Ranged & { readonly scale?: number }>(o?: O) =>
    field<Val<string, O>>('decimal', o),
  money: <const O extends Common<Money>>(o?: O) => field<Val<Money, O>>('money', o),
  /** A decimal string in percent: '12.5' is 12.5 %. */
  percent: <const O extends Common<string> & Ranged & { readonly scale?: number }>(o?: O) =>
    field<Val<string, O>>('percent', o),
  /** A calendar day, `YYYY-MM-DD`. */
  date: <const O extends Common<string>>(o?: O) => field<Val<string, O>>('date', o),
  /** An instant, ISO 8601 in UTC with milliseconds. */
  dateTime: <const O extends Common<string>>(o?: O) => field<Val<string, O>>('dateTime', o),
  /** A length of time in whole seconds. */
  duration: <const O extends Common<number> & Ranged>(o?: O) => field<Val<number, O>>('duration', o),
  bool: <const O extends Common<boolean>>(o?: O) => field<Val<boolean, O>>('bool', o),
  choice: <
    const C extends readonly string[],
    const O extends Omit<Common<C[number]>, 'default'> &
      Pick<FieldOptions, 'says' | 'reads' | 'tones'> & { readonly default?: NoInfer<C>[number] },
  >(
    of: C,
    o?: O,
  ) => field<O extends { required: true } | { default: string } ? C[number] : C[number] | null>('choice', { ...o, of }),
  choices: <
    const C extends readonly string[],
    const O extends Omit<Common<readonly C[number][]>, 'default'> & Pick<FieldOptions, 'says'>,
  >(
    of: C,
    o?: O,
  ) => field<readonly C[number][]>('choices', { ...o, of }),
  /** Points at one record, named so that no import is needed. */
  ref: <const N extends string, const O extends Common<string> & Pointing>(to: N, o?: O) =>
    field<Val<Id<N>, O>>('ref', { ...o, to }),
  refs: <const N extends string, const O extends Common<readonly string[]> & Pick<Pointing, never>>(to: N, o?: O) =>
    field<readonly Id<N>[]>('refs', { ...o, to }),
  email: <const O extends Common<string> & Searched>(o?: O) => field<Val<string, O>>('email', o),
  url: <const O extends Common<string> & Searched>(o?: O) => field<Val<string, O>>('url', o),
  phone: <const O extends Common<string> & Searched>(o?: O) => field<Val<string, O>>('phone', o),
  /** An IPv4 or IPv6 address, with or without a prefix length. */
  ip: <const O extends Common<string> & { readonly unique?: boolean }>(o?: O) => field<Val<string, O>>('ip', o),
  /** `#rrggbb`. */
  colour: <const O extends Common<string>>(o?: O) => field<Val<string, O>>('colour', o),
  /** A password or key of another system: sealed at rest, never read back (`secretMask` where one is set), never in exports or searches. */
  secret: <const O extends Omit<Common<never>, 'default' | 'index'>>(o?: O) => field<Val<string, O>>('secret', o),
  /** Structured data of type `V`; `check` returns what is wrong in words, or null. */
  json:
    <V>() =>
    <const O extends Common<V> & { readonly check: (value: unknown) => string | null }>(o: O) =>
      field<Val<V, O>>('json', o as FieldOptions),
  /** Not stored: a SQL expression over the record's columns (alias `t`; can be filtered and sorted), or a pure function of the row. */
  computed: <V>(
    as: ComputedKind,
    o: Pick<FieldOptions, 'label' | 'help' | 'read'> &
      ({ readonly sql: string } | { readonly from: (row: never) => V | null }),
  ) => field<V | null>('computed', { ...o, as } as FieldOptions),
} as const

export type Fields = Record<string, Field<unknown>>
export type Values<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer V> ? V : never }
