/** What can be measured of an engagement in a period, out of what the system knows anyway. */
export const measuredFacts = [
  'tickets_in_time',
  'breach_minutes',
  'tickets',
  'hours_in_hand',
  'availability',
  'cost',
] as const
export type MeasuredFact = (typeof measuredFacts)[number]

interface Told {
  readonly label: string
  readonly unit: string | null
  /** By how much two figures of it may differ before somebody has to ask why. */
  readonly tolerance: number
}

export const factWords: Readonly<Record<MeasuredFact, Told>> = {
  tickets_in_time: { label: 'Tickets in time', unit: '%', tolerance: 1 },
  breach_minutes: { label: 'Beyond what was promised', unit: 'min', tolerance: 15 },
  tickets: { label: 'Tickets in hand', unit: null, tolerance: 0 },
  hours_in_hand: { label: 'Hours in hand, median', unit: 'h', tolerance: 1 },
  availability: { label: 'Availability', unit: '%', tolerance: 0.01 },
  cost: { label: 'Cost against what is expected', unit: '%', tolerance: 1 },
}
