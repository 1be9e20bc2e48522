import { describe, expect, it } from 'vitest'
import { at, termsOf } from '../../test/kit/availability.ts'
import { creditsOf, type CreditTerms, measure } from '../external/outsourcing/index.ts'
import { draftClaim } from './claim.ts'
import { factsOf, hitsAny, type OutageRead } from './outage-facts.ts'

const written = (over: Partial<OutageRead>): OutageRead => ({
  ...{ id: 'a', number: 'OUT-0001', name: 'No mail in or out', component: null, kind: 'outage' },
  ...{
    startedAt: '2026-09-12T21:40:00.000Z',
    endedAt: '2026-09-12T23:20:00.000Z',
    isPlanned: false,
    announcedAt: null,
  },
  ...{ cause: 'provider', excludedWhy: null, usersAffected: null, serviceId: 'mail', alsoHit: [], item: null },
  ...over,
})
const outages = [
  written({}),
  written({
    ...{
      id: 'b',
      number: 'OUT-0002',
      name: 'Move of mailboxes',
      isPlanned: true,
      announcedAt: '2026-09-09T20:00:00.000Z',
    },
    ...{ startedAt: '2026-09-12T20:00:00.000Z', endedAt: '2026-09-12T22:00:00.000Z' },
  }),
  written({
    ...{ id: 'c', number: 'OUT-0003', name: 'Flood', cause: 'force_majeure' },
    ...{ startedAt: '2026-09-20T08:00:00.000Z', endedAt: '2026-09-20T08:30:00.000Z' },
  }),
]
const creditTerms: CreditTerms = {
  ...{ target: '99.9', tiers: [{ below: '99.9', percent: '10' }], base: 'serviceFee', partial: 'prorated' },
  ...{ capOfPeriod: null, capOfTerm: null, claim: { days: 7, after: 'period' } },
}

function draft(some: readonly OutageRead[], target = '99.9') {
  const terms = termsOf()
  const asOf = at('2026-10-02T00:00Z')
  const window = [at('2026-09-01T00:00Z'), at('2026-10-01T00:00Z')] as const
  const measurement = measure({ terms, outages: some.map((one) => factsOf(one, ['mail'])), window, asOf })
  const all = { ...creditTerms, target }
  const feeOf = () => ({ contractFee: 0, serviceFee: 123_456 })
  const [credit] = creditsOf({ terms: all, periods: measurement.periods, feeOf })
  if (!credit) throw new Error('September is not measured.')
  const service = 'E-mail and calendar'
  return draftClaim({
    ...{ service, terms, creditTerms: all, measurement, credit, currency: 'EUR', hoursName: null },
  })
}

describe('a claim drafted from outages as operations wrote them down', () => {
  it('states what was promised and measured, what it comes to, and until when it is sent', () => {
    expect(draft(outages)?.values).toMatchObject({
      ...{ name: 'E-mail and calendar, September 2026' },
      ...{ periodFrom: '2026-09-01', periodTo: '2026-09-30', promised: '99.9', claimBy: '2026-10-07' },
      // 42,970 of 43,050 minutes are 99.81416956… %, cut off.
      ...{ measured: '99.814169', claimed: { amount: '123.46', currency: 'EUR' } },
    })
  })

  it('rests on the outages that count, not on those that are excluded', () =>
    expect(draft(outages)?.restsOn).toEqual(['a']))

  it('brings its evidence: each outage with its number, the sum, and the deadline', () => {
    expect(draft(outages)?.values.evidence.split('\n')).toEqual([
      '- September 2026, by the clocks of UTC: promised around the clock are 43,200 min.',
      '- OUT-0002 Move of mailboxes, 12 September 2026, 20:00 to 22:00, is excluded, since it was maintenance, announced in time: 120 min.',
      '- OUT-0001 No mail in or out, 12 September 2026, 21:40 to 23:20, counts: 100 min. 20 min of it lie in excluded time and are forgiven.',
      '- OUT-0003 Flood, 20 September 2026, 08:00 to 08:30, is excluded, since the cause was force majeure: 30 min.',
      '- 150 min are excluded and taken out of what could be available: 43,200 min less 150 min leave 43,050 min.',
      '- It was down for 80 min: (43,050 min − 80 min) ÷ 43,050 min = 99.8142 %.',
      '- As excluded time is taken out, each minute that remains weighs a little more.',
      '- 99.9 % is promised: missed.',
      '- 99.8142 % is below 99.9 %: 10 % of the fee of the service of €1,234.56 are €123.46.',
      '- Claim it by 7 October 2026 at the latest: 7 days after its last day, 30 September 2026.',
    ])
  })

  it('is none where the promise was kept', () => expect(draft(outages.slice(1))).toBeNull())

  it('reads an outage that goes on as one without an end', () =>
    expect(
      factsOf(written({ endedAt: null, kind: 'degradation', component: 'web', number: null }), ['mail']),
    ).toMatchObject({
      ...{ to: null, isDegradation: true, part: 'web', title: 'No mail in or out' },
    }))

  it('is told with what failed below the service, unless it names the service itself', () => {
    const item = { name: 'Core switch Hamburg', does: 'carries the lines between all sites' }
    const below = written({ serviceId: 'wan', alsoHit: ['mail', 'phones'], item })
    expect(factsOf(below, ['mail']).because).toBe('Core switch Hamburg carries the lines between all sites')
    expect(factsOf(below, ['mail', 'wan']).because).toBeNull()
    expect(factsOf({ ...below, item: { ...item, does: null } }, ['mail']).because).toBe(
      'Core switch Hamburg supports the service',
    )
    expect(factsOf({ ...below, item: null }, ['mail']).because).toBeNull()
    expect([['phones'], ['wan'], ['files', 'mail'], ['files'], []].map((its) => hitsAny(below, its))).toEqual([
      ...[true, true, true, false, false],
    ])
  })
})
