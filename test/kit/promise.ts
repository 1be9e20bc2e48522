import type { PromiseSays } from '../../src/external/outsourcing/promises/promise-terms.ts'

/** A promise of 99.9 % a month around the clock, worth a tenth of 1,000.00 euros. */
export const promiseOf = (over: Partial<PromiseSays>): PromiseSays => ({
  ...{ holdsFrom: '2026-01-01', holdsUntil: null, target: '99.9000', measuring: 'month', rollingOver: null },
  ...{ timeZone: 'Europe/Berlin', counts: 'time', parts: null, users: null, countsDegradation: false, shortest: 0 },
  ...{ excludes: [], maintenance: 'excluded', notice: 0, allowance: null, denominator: 'adjusted' },
  ...{ whileExcluded: 'forgiven', tiers: 'below 99.9: 10 %', monthlyFee: { amount: '1000.00', currency: 'EUR' } },
  ...{ feeOf: 'service', partial: 'prorated', capOfPeriod: null, capOfTerm: null, termMonths: 12 },
  ...{ claimDays: 30, claimAfter: 'period', failures: null, failuresOf: null, failsBelow: null, needsNotice: false },
  ...over,
})
