/** What ends or goes on at the end of a term. */
export const renewalKinds = ['fixed', 'automatic', 'optional', 'evergreen'] as const
export type RenewalKind = (typeof renewalKinds)[number]

/** What a length of time is counted in. A business day is one on which the calendar opens. */
export const units = ['days', 'business_days', 'weeks', 'months', 'years'] as const
export type Unit = (typeof units)[number]
/** Terms are counted in these: no contract runs for a number of business days. */
export const termUnits = ['days', 'weeks', 'months', 'years'] as const
export type TermUnit = (typeof termUnits)[number]

/** A length of time, such as three months. */
export interface Length<U extends Unit = Unit> {
  readonly count: number
  readonly unit: U
}
export type TermLength = Length<TermUnit>

/** On which days a contract can end; an end on another day moves on to the next of them. */
export const alignments = ['any_day', 'month_end', 'quarter_end', 'term_year_end'] as const
export type Alignment = (typeof alignments)[number]

/** How a notice is sent. */
export const methods = ['email', 'post', 'courier', 'registered', 'by_hand'] as const
export type Method = (typeof methods)[number]

/** When what was sent counts as received: so long after it was sent, or, once delivery is confirmed, allowing that long for it. */
export interface Receipt {
  readonly after: Length<'days' | 'business_days'>
  readonly isOnConfirmation: boolean
}

/** How long before the end a notice has to be there; clear days count neither the day of receipt nor the last day. */
export interface NoticePeriod extends Length {
  readonly isClear: boolean
}

/** How a contract goes on, and how one gets out of it. */
export interface RenewalRule {
  readonly kind: RenewalKind
  /** How long each renewal is; null where nothing is renewed. */
  readonly renewal: TermLength | null
  /** How often at most; null is without limit. */
  readonly maxRenewals: number | null
  /** Null where no notice has to be given. */
  readonly notice: NoticePeriod | null
  readonly alignment: Alignment
  /** How notice is to be given, and when what was sent which way counts as received. */
  readonly method: Method
  readonly receipts: Partial<Readonly<Record<Method, Receipt>>>
}

/** What an amount is paid for. */
export const pricePeriods = ['month', 'quarter', 'year', 'term'] as const
export type PricePeriod = (typeof pricePeriods)[number]

/** For which periods it is paid. */
export const paymentPeriods = ['month', 'quarter', 'year', 'term', 'once'] as const

/** What may be charged more with each renewal or each year. Percentages are decimal text: '3.5'. */
export type Uplift =
  | { readonly kind: 'percent'; readonly every: 'renewal' | 'year'; readonly percent: string }
  | {
      readonly kind: 'index'
      readonly every: 'renewal' | 'year'
      /** The index's name, such as 'HICP'; its values are handed in. */
      readonly index: string
      /** How many months before the change the value counts that is compared. */
      readonly lag: number
      readonly cap: string | null
      readonly floor: string | null
    }

/** What is paid: whole minor units for each period. */
export interface Price {
  readonly minor: number
  readonly currency: string
  readonly per: PricePeriod
  readonly uplift: Uplift | null
}

/** The kinds of what happens to the terms of a contract. */
export const termEventKinds = ['initial', 'renewal', 'extension', 'amendment', 'termination', 'notice'] as const
/** What can be decided about an end: go on as it is, go on otherwise, get it elsewhere, do without. */
export const decisions = ['renew', 'renegotiate', 'replace', 'exit'] as const
export type Decision = (typeof decisions)[number]

/** What a notice is for: that it is not renewed, or ends; or that it is. */
export type Party = 'us' | 'them'

interface Happened {
  /** The day from which it is known: when it was agreed, or sent. Days are `YYYY-MM-DD`. */
  readonly on: string
}
/** How long a term is: a length, or until a day that is its last; null is without end. */
export type Until = { readonly length: TermLength } | { readonly endsOn: string } | null

/** What happened to the terms of a contract. The log of these is all there is; everything else follows. */
export type TermEvent =
  | (Happened & {
      readonly kind: 'initial'
      readonly startsOn: string
      readonly until: Until
      readonly rule: RenewalRule
      readonly price: Price | null
    })
  | (Happened & {
      /** An option that was taken, or a renewal that was agreed. Without a length it is the one that the rule gives. */
      readonly kind: 'renewal'
      readonly until: Until
      readonly price: Price | null
    })
  | (Happened & { readonly kind: 'extension'; readonly endsOn: string; readonly price: Price | null })
  | (Happened & {
      readonly kind: 'amendment'
      readonly effectiveOn: string
      readonly rule: Partial<RenewalRule>
      readonly price: Price | null
    })
  | (Happened & { readonly kind: 'termination'; readonly endsOn: string })
  | (Happened & {
      readonly kind: 'notice'
      readonly by: Party
      readonly method: Method
      /** When it was received, where that is proven; else it counts as received when the rule says. */
      readonly receivedOn: string | null
    })
