/** What the suppliers of the demo company promise, by the key of the service. */
export const promised = [
  {
    service: 'mail',
    engagement: 'Mailboxes, calendars and files for everyone',
    values: {
      ...{ name: 'Mailboxes, 99.9 % a month', clause: 'Annex 2, sections 3.1 to 4.3', holdsFrom: '2024-01-01' },
      ...{ target: '99.9', excludes: ['customer', 'third_party', 'internet', 'force_majeure'] },
      ...{ notice: 72 * 3600, allowance: 10 * 3600, denominator: 'adjusted' },
      tiers: 'below 99.9: 10 %\nbelow 99.5: 25 %\nbelow 99: 50 %',
      ...{ monthlyFee: { amount: '33000.00', currency: 'EUR' }, capOfTerm: '10' },
      ...{ failures: 3, failuresOf: 6, claimDays: 60 },
    },
  },
  {
    service: 'telephony',
    engagement: 'Telephone numbers and trunks',
    values: {
      ...{ name: 'Telephone trunks, 99.95 % a month', clause: 'Service description, 5.2', holdsFrom: '2024-04-01' },
      ...{ target: '99.95', excludes: ['customer', 'internet', 'force_majeure'] },
      ...{ notice: 48 * 3600, denominator: 'whole', shortest: 300, countsDegradation: true },
      ...{ tiers: 'below 99.95: 5 %\nbelow 99.5: 15 %', capOfPeriod: '15', claimDays: 45 },
      ...{ monthlyFee: { amount: '7250.00', currency: 'EUR' } },
    },
  },
  {
    service: 'vm',
    engagement: 'Computers and storage in the cloud',
    values: {
      ...{ name: 'Virtual machines, 99.95 % a quarter', clause: 'SLA 2.4', holdsFrom: '2025-01-01', target: '99.95' },
      ...{ measuring: 'quarter', excludes: ['customer', 'force_majeure'], notice: 120 * 3600, denominator: 'adjusted' },
      ...{ tiers: 'below 99.95: 10 %\nbelow 99: 30 %', monthlyFee: { amount: '57000.00', currency: 'EUR' } },
      ...{ claimDays: 60, counts: 'users', users: 400 },
    },
  },
] as const

/** One that is measured by requests, by the key of its service. It holds as long as there are counts. */
export const promisedByRequests = {
  service: 'portal',
  engagement: 'Shop for spare parts',
  values: {
    ...{
      name: 'Shop for spare parts, 99.9 % of requests',
      clause: 'Service levels, 4.2',
      target: '99.9',
      counts: 'requests',
    },
    ...{ excludes: ['customer', 'force_majeure'], tiers: 'below 99.9: 5 %\nbelow 99.5: 15 %', claimDays: 60 },
    monthlyFee: { amount: '5400.00', currency: 'EUR' },
  },
} as const
