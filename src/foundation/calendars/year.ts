/** What a day of a calendar is. */
export type DayKind = 'open' | 'closed' | 'holiday' | 'special'
export interface YearDay {
  readonly day: string
  readonly kind: DayKind
  /** How long it is open, in minutes as the clock on the wall counts them. */
  readonly minutes: number
}
export interface NamedDay {
  readonly day: string
  readonly kind: 'holiday' | 'special'
  readonly name: string
  /** Its hours in words: 'closed', '08:00–12:00'. */
  readonly hours: string
}
/** A calendar's year as the server tells it. */
export interface CalendarYear {
  readonly year: number
  readonly days: readonly YearDay[]
  readonly named: readonly NamedDay[]
}
