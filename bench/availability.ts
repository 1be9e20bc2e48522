import { createChance } from '../src/foundation/chance.ts'
import { measure } from '../src/external/outsourcing/availability/availability.ts'
import { creditsOf, type CreditTerms } from '../src/external/outsourcing/availability/credits.ts'
import type { OutageFacts } from '../src/external/outsourcing/availability/facts.ts'
import type { AvailabilityTerms } from '../src/external/outsourcing/availability/terms.ts'
import type { Calendar, Span } from '../src/kernel/calendar/calendar.ts'

const hour = 3_600_000
const [from, to] = [Date.UTC(2025, 0, 1), Date.UTC(2026, 0, 1)]
const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC', 'Australia/Sydney', 'Europe/London']
const calendarOf = (spans: readonly Span[], days: number): readonly Calendar[] =>
  zones.map((timeZone) => ({
    timeZone,
    hours: Array.from({ length: 7 }, (_, day) => (day < days ? spans : [])),
    holidays: new Set<string>(),
  }))
const [hours, windows] = [calendarOf([[480, 1080]], 5), calendarOf([[1320, 360]], 7)]
const creditTerms: CreditTerms = {
  ...{ target: '99.9', base: 'contractFee', partial: 'prorated', capOfPeriod: '50' },
  tiers: [
    { below: '99.9', percent: '10' },
    { below: '99', percent: '25' },
    { below: '95', percent: '50' },
  ],
  ...{ capOfTerm: { percent: '8', fees: 5_040_000 }, claim: { days: 30, after: 'period' } },
}
const fee = { contractFee: 420_000, serviceFee: 99_990 }

/** Measures the availability of a year, and what is owed for it, of so many engagements that define it in many ways. */
export function measureAvailability({ engagements, outagesEach }: { engagements: number; outagesEach: number }): void {
  const chance = createChance(20_260)
  const all = Array.from({ length: engagements }, (_, n) => ({
    terms: termsOf(n),
    outages: Array.from({ length: outagesEach }, (__, o) => outageOf(chance, `${n}-${o}`)),
  }))
  console.log(`${engagements} engagements, ${engagements * outagesEach} outages, one year, one core.\n`)
  console.log('| round | availability, s | with credits, s | periods |\n|---|---:|---:|---:|')
  for (let round = 1; round <= 5; round += 1) {
    const began = performance.now()
    let periods = 0
    for (const each of all) periods += measured(each).length
    const between = performance.now()
    for (const each of all) creditsOf({ terms: creditTerms, periods: measured(each), feeOf: () => fee })
    const times = [between - began, performance.now() - between].map((ms) => (ms / 1000).toFixed(2))
    console.log(`| ${round} | ${times.join(' | ')} | ${periods} |`)
  }
}

const measured = (given: { terms: AvailabilityTerms; outages: readonly OutageFacts[] }) =>
  measure({ ...given, window: [from, to], asOf: to + 40 * 24 * hour }).periods

/** One definition after the other, so that all of their kinds are among a thousand. */
function termsOf(n: number): AvailabilityTerms {
  const zone = n % zones.length
  return {
    timeZone: zones[zone] ?? 'UTC',
    measuring: { each: n % 5 === 0 ? 'quarter' : 'month' },
    holds: { from: n % 7 === 0 ? '2025-02-11' : '2024-01-01', until: null },
    hours: n % 3 === 0 ? (hours[zone] ?? null) : null,
    counts:
      n % 11 === 0
        ? { is: 'userTime', users: 1200 }
        : n % 13 === 0
          ? { is: 'parts', weights: { web: 3, api: 2, batch: 1 } }
          : { is: 'time' },
    countsDegradation: n % 2 === 0,
    shortest: n % 4 === 0 ? 300 : 0,
    excludes: ['customer', 'force_majeure', 'internet'],
    maintenance: {
      noticeHours: 48,
      allowance: n % 3 === 0 ? 480 : null,
      windows: n % 2 === 0 ? (windows[zone] ?? null) : null,
    },
    denominator: n % 2 === 0 ? 'whole' : 'adjusted',
    whileExcluded: 'forgiven',
  }
}

function outageOf(chance: ReturnType<typeof createChance>, id: string): OutageFacts {
  const begins = chance.int(from, to - 1)
  const isPlanned = chance.isLucky(0.3)
  return {
    ...{ id, title: id, from: begins, to: begins + chance.int(1, 4 * hour), isPlanned, excludedWhy: null },
    part: chance.isLucky(0.2) ? 'api' : null,
    because: null,
    isDegradation: chance.isLucky(0.2),
    announcedAt: isPlanned ? begins - chance.int(0, 96 * hour) : null,
    cause: chance.isLucky(0.1) ? 'customer' : 'provider',
    users: chance.isLucky(0.5) ? chance.int(0, 1200) : null,
  }
}
