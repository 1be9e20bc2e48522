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
  /** The same as a metric says where it comes from. */
  readonly from: string
  readonly unit: string | null
  /** By how much two figures of it may differ before somebody has to ask why, until it is set otherwise: decimal text. */
  readonly tolerance: string
}

export const factWords: Readonly<Record<MeasuredFact, Told>> = {
  tickets_in_time: { label: 'Tickets in time', from: 'Tickets in time, in %', unit: '%', tolerance: '1' },
  breach_minutes: {
    label: 'Beyond what was promised',
    from: 'Minutes beyond what was promised',
    ...{ unit: 'min', tolerance: '15' },
  },
  tickets: { label: 'Tickets in hand', from: 'How many tickets they had in hand', unit: null, tolerance: '0' },
  hours_in_hand: {
    label: 'Hours in hand, median',
    from: 'Hours that they had a ticket, the median',
    ...{ unit: 'h', tolerance: '1' },
  },
  availability: {
    label: 'Availability',
    from: 'Availability as the contract measures it, in %',
    ...{ unit: '%', tolerance: '0.01' },
  },
  cost: {
    label: 'Cost against what is expected',
    from: 'Cost of the contracts against what is expected, in %',
    ...{ unit: '%', tolerance: '1' },
  },
}
