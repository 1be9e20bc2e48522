/** Something about a vendor that must change, and what came of it. */
export interface Trouble {
  readonly title: string
  readonly description: string
  readonly kind: string
  readonly severity: string
  readonly state: 'open' | 'with_vendor' | 'settled' | 'accepted'
  readonly outcome?: string
  readonly plan?: { readonly title: string; readonly goal: string; readonly baseline: string; readonly target: string }
}

export const troubles: readonly Trouble[] = [
  {
    ...{ title: 'Reports of outages come weeks late', kind: 'performance', severity: 'severe', state: 'with_vendor' },
    description: 'Four of five reports came after the tenth working day, two only when asked for.',
    plan: {
      title: 'Reports within ten working days',
      goal: 'Nine of ten reports are there within ten working days.',
      baseline: '20',
      target: '90',
    },
  },
  {
    ...{ title: 'Invoices name the wrong order', kind: 'invoice', severity: 'moderate', state: 'open' },
    description: 'Accounts sends back every third invoice, since the order number is of last year.',
  },
  {
    ...{
      title: 'Service manager changed three times in a year',
      kind: 'people',
      severity: 'moderate',
      state: 'with_vendor',
    },
    description: 'Nobody hands over; we explain our sites each time.',
  },
  {
    ...{
      title: 'Spare parts take five days in place of two',
      kind: 'delivery',
      severity: 'moderate',
      state: 'with_vendor',
    },
    description: 'Since the store in Hannover was closed.',
    plan: {
      title: 'Spare parts within two days',
      goal: 'Of twenty parts, eighteen are here on the second day.',
      baseline: '55',
      target: '90',
    },
  },
  {
    ...{ title: 'Certificate of ISO 27001 has run out', kind: 'compliance', severity: 'severe', state: 'open' },
    description: 'It ended in September. The new one is promised for January.',
  },
  {
    ...{ title: 'Maintenance was not announced', kind: 'performance', severity: 'severe', state: 'settled' },
    description: 'The line to Gdańsk was down for 40 minutes on a Tuesday morning.',
    outcome: 'They send the calendar of the year, and a reminder ten days ahead.',
  },
  {
    ...{ title: 'Portal shows tickets of another customer', kind: 'security', severity: 'severe', state: 'settled' },
    description: 'Two of our agents saw titles of tickets that are not ours.',
    outcome: 'Corrected the same day; the report names 14 customers. Our own data was not shown.',
  },
  {
    ...{ title: 'Charges for numbers that we gave back', kind: 'invoice', severity: 'minor', state: 'accepted' },
    description: '11 euros a month for numbers in Leipzig.',
    outcome: 'Costs more to pursue than to pay; the contract ends in summer.',
  },
  {
    ...{ title: 'Hotline speaks no Polish after 16:00', kind: 'people', severity: 'minor', state: 'open' },
    description: 'The late shift in Gdańsk calls Hamburg instead.',
  },
  {
    ...{ title: 'Upgrade slipped twice', kind: 'delivery', severity: 'moderate', state: 'with_vendor' },
    description: 'Agreed for June, then September, now December.',
    plan: {
      title: 'Upgrade by the end of the year',
      goal: 'The new release runs in Leipzig before the stocktaking.',
      baseline: '0',
      target: '100',
    },
  },
  {
    ...{ title: 'Answers within the time, but without help', kind: 'performance', severity: 'moderate', state: 'open' },
    description: 'First answers are “we look into it”; the next comes after days.',
  },
  {
    ...{ title: 'Rates were raised without notice', kind: 'invoice', severity: 'moderate', state: 'settled' },
    description: '4.5 % since July, while the agreement keeps them until the end of the year.',
    outcome: 'Taken back, with a credit of 1,830 euros.',
  },
]

/** Something that was written or said. */
export interface Letter {
  readonly subject: string
  readonly text: string
  readonly direction: 'in' | 'out'
  readonly way: 'mail' | 'letter' | 'call' | 'meeting'
}

export const letters: readonly Letter[] = [
  {
    subject: 'Maintenance on the second weekend',
    text: '{vendor} works on its systems from Saturday 22:00 to Sunday 04:00.',
    direction: 'in',
    way: 'mail',
  },
  {
    subject: 'Prices for next year',
    text: 'We asked {vendor} for its prices in writing before the end of the month.',
    direction: 'out',
    way: 'mail',
  },
  {
    subject: 'Report on the outage',
    text: 'A worn fan, replaced the same evening. {vendor} checks the others by the end of the quarter.',
    direction: 'in',
    way: 'mail',
  },
  {
    subject: 'Who follows our service manager',
    text: 'Named by Friday; the hand-over takes two weeks.',
    direction: 'in',
    way: 'call',
  },
  {
    subject: 'Order number on invoices',
    text: 'We asked once more for the right order number.',
    direction: 'out',
    way: 'mail',
  },
  {
    subject: 'New terms of data processing',
    text: '{vendor} sends new terms to sign. Passed on to legal.',
    direction: 'in',
    way: 'letter',
  },
  {
    subject: 'Visit in Hamburg',
    text: 'They come on Thursday with somebody of development.',
    direction: 'in',
    way: 'call',
  },
  {
    subject: 'Complaint about late parts',
    text: 'Three deliveries named, with dates. Answer asked for within a week.',
    direction: 'out',
    way: 'letter',
  },
]
