import type { OutageFacts } from '../../src/external/outsourcing/availability/facts.ts'
import type { AvailabilityTerms } from '../../src/external/outsourcing/availability/terms.ts'

/** A moment as it is written, '2026-09-03T10:00Z'. */
export const at = (text: string): number => Date.parse(text)

export const minute = 60_000
export const hour = 60 * minute

/** Around the clock, by the month, with nothing excluded but what is said. */
export const termsOf = (over: Partial<AvailabilityTerms> = {}): AvailabilityTerms => ({
  timeZone: 'UTC',
  measuring: { each: 'month' },
  holds: { from: '2020-01-01', until: null },
  hours: null,
  counts: { is: 'time' },
  countsDegradation: false,
  shortest: 0,
  excludes: ['customer', 'third_party', 'internet', 'force_majeure'],
  maintenance: { noticeHours: 48, allowance: null, windows: null },
  denominator: 'adjusted',
  whileExcluded: 'forgiven',
  ...over,
})

/** An outage of so many minutes, the supplier's fault unless something else is said. */
export const outage = (from: string | number, minutes: number, over: Partial<OutageFacts> = {}): OutageFacts => {
  const begins = typeof from === 'number' ? from : at(from)
  return {
    ...{ id: `${begins}-${minutes}`, title: 'Mail did not work', from: begins, to: begins + minutes * minute },
    ...{ part: null, isDegradation: false, isPlanned: false, announcedAt: null, cause: 'provider' },
    ...{ excludedWhy: null, users: null, because: null },
    ...over,
  }
}

/** Maintenance that was announced so many hours before it began. */
export const maintenance = (
  from: string,
  minutes: number,
  hoursAhead: number | null,
  over: Partial<OutageFacts> = {},
) =>
  outage(from, minutes, {
    ...{ id: `planned-${from}`, title: 'Update of the servers', isPlanned: true },
    announcedAt: hoursAhead === null ? null : at(from) - hoursAhead * hour,
    ...over,
  })
