import type { Chance } from '../../../foundation/chance.ts'

/** What people of the demo company ordered: how often in a quarter of a year, and what they said. */
export const wantedOften: Readonly<Record<string, readonly [times: number, ...said: readonly Said[]]>> = {
  password: [12, { account: 'computer', phone: '+49 40 5550110' }, { account: 'vpn', phone: '+48 12 5550141' }],
  software: [
    14,
    { software: 'Figma', licensed: true, why: 'To draw the screens of the new instrument.' },
    { software: 'Python 3.14', licensed: false, why: 'To read measurements from the test bench.' },
    { software: 'Adobe Acrobat Pro', licensed: true, why: 'To fill in customs forms.' },
  ],
  access: [
    10,
    { folder: 'Sales / Offers', level: 'write', why: 'I took over the offers for Poland.' },
    { folder: 'Quality / Audits', level: 'read', why: 'For the audit in May.' },
  ],
  accessory: [
    9,
    { what: ['headset'], how: 'pick' },
    { what: ['monitor', 'docking'], how: 'bring', desk: 'Hamburg, 3rd floor' },
  ],
  vpn: [6, { device: 'ours', country: 'Germany' }, { device: 'ours', country: 'Portugal' }],
  laptop: [5, { model: 'standard', old: false, place: 'Hamburg' }, { model: 'light', old: false, place: 'Boston' }],
  phone: [4, { kind: 'phone', number: false, abroad: ['europe'] }],
  restore: [4, { path: 'P:/Pricing/2027.xlsx', day: '2026-11-02' }],
  mailbox: [3, { address: 'spare.parts', outside: true, why: 'Customers ask for spare parts at one address.' }],
  folder: [3, { name: 'Project Albatross', secret: false }],
  wifi: [5, { count: 4, from: '2026-11-10', until: '2026-11-12' }],
}
export type Said = Readonly<Record<string, unknown>>

const words: Readonly<Record<number, readonly string[]>> = {
  5: ['Fast and friendly.', 'Solved before I had finished my coffee.', 'Thank you!', '', '', '', ''],
  4: ['All good.', 'Took a day longer than promised.', '', '', ''],
  3: ['It works, but I had to ask twice.', ''],
  2: ['Nobody told me that it was done.', 'Four days for a headset.'],
  1: ['It still doesn’t work.', 'I got three mails and no answer.'],
}
const odds = [5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 3, 3, 2, 2, 1] as const

/** What somebody thinks of a ticket once it is done; most say nothing. */
export function opinionOf(chance: Chance): { readonly score: number; readonly comment: string } | null {
  if (!chance.isLucky(0.42)) return null
  const score = chance.pick(odds)
  return { score, comment: chance.pick(words[score] ?? ['']) }
}
