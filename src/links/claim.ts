import {
  type AvailabilityTerms,
  type Credit,
  type CreditTerms,
  explain,
  explainCredit,
  explainMissing,
  explainRequests,
  knownTime,
  type Measurement,
  sayDays,
  type ServiceCounts,
} from '../external/outsourcing/index.ts'
import { fromMinor } from '../kernel/record/money.ts'

export interface ClaimGiven {
  readonly service: string
  readonly terms: AvailabilityTerms
  readonly creditTerms: CreditTerms
  readonly measurement: Measurement
  readonly credit: Credit
  readonly currency: string
  /** The name of the hours in which it is promised; null is around the clock. */
  readonly hoursName: string | null
  /** Where it is measured by requests: their counts for each service, as of a moment. */
  readonly counted?: { readonly services: readonly ServiceCounts[]; readonly asOf: number } | null
}

/** What is claimed for one period with its evidence, and the outages that it rests on; null where nothing is owed. */
export function draftClaim(given: ClaimGiven) {
  const { service, creditTerms, measurement, credit, currency } = given
  const { measured, amount, claimBy } = credit
  const { period, availability } = measured
  if (amount === 0 || !availability) return null
  const [from, to] = period.span
  const outages = measurement.findings.filter(
    (finding) => finding.verdict === 'counts' && finding.from < to && finding.to > from,
  )
  return {
    values: {
      name: `${service}, ${sayDays(period.first, period.last)}`,
      ...{ periodFrom: period.first, periodTo: period.last },
      ...{ promised: creditTerms.target, measured: floorOf(availability), claimBy },
      claimed: fromMinor(amount, currency),
      gaps: gapsOf(given),
      evidence: sentencesOf(given)
        .map((sentence) => `- ${sentence}`)
        .join('\n'),
    },
    // What is measured by requests rests on their counts.
    restsOn: given.counted ? [] : [...new Set(outages.map(({ outage }) => outage.id))],
  }
}

/** Which days of its period aren't known, in a sentence; null where all are, or it is measured by outages. */
const gapsOf = ({ terms, credit: { measured }, counted = null }: Pick<ClaimGiven, 'terms' | 'credit' | 'counted'>) =>
  (counted && explainMissing(knownTime({ terms, measured, ...counted }))[0]) ?? null

/** The whole way from the outages, or the requests, to the amount, sentence by sentence. */
export function sentencesOf({
  terms,
  creditTerms,
  measurement,
  credit,
  currency,
  hoursName,
  counted = null,
}: Omit<ClaimGiven, 'service'>): readonly string[] {
  const { measured } = credit
  const money = (minor: number): string => {
    const { amount } = fromMinor(minor, currency)
    return new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(Number(amount))
  }
  const given = { terms, measurement, measured, target: creditTerms.target, hoursName }
  return [
    ...(counted === null
      ? explain(given)
      : [...explainRequests(given), ...explainMissing(knownTime({ terms, measured, ...counted }))]),
    ...explainCredit({ credit, terms: creditTerms, money }),
  ]
}

/** With the six digits that are kept, cut off: what is below the promise isn't kept as if it met it. */
export const floorOf = ({ part, of }: { readonly part: bigint; readonly of: bigint }): string => {
  const millionths = (part * 100_000_000n) / of
  return `${millionths / 1_000_000n}.${String(millionths % 1_000_000n).padStart(6, '0')}`
}
