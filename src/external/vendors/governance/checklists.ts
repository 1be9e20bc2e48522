import { addDays } from '../../../kernel/calendar/calendar.ts'
import type { Tier } from './review-due.ts'

/** The two ways of a vendor that take a checklist. */
export type Occasion = 'onboarding' | 'offboarding'

interface Step {
  readonly title: string
  /** Days from the beginning until it should be done. */
  readonly days: number
  /** The least close tier that needs it; without it all do. */
  readonly from?: Tier
}
/** A task of a checklist, with the day by which it should be done, `YYYY-MM-DD`. */
export interface ChecklistTask {
  readonly title: string
  readonly dueOn: string
}

const checklists: Readonly<Record<Occasion, readonly Step[]>> = {
  onboarding: [
    { title: 'Check the company: its register, its LEI, who owns it, lists of sanctions', days: 5 },
    { title: 'Name the contacts and the escalation path', days: 10 },
    { title: 'Enter bank details and order number in purchasing', days: 10 },
    {
      title: 'Agree on the processing of personal data, or write down that there is none',
      days: 14,
      from: 'operational',
    },
    {
      title: 'Ask for proof of security: ISO 27001, SOC 2, or the list of the Minimum Viable Secure Product',
      days: 21,
      from: 'tactical',
    },
    { title: 'Have the terms read by legal', days: 21, from: 'tactical' },
    { title: 'Choose the scorecard, and agree on what is measured by whom', days: 28, from: 'tactical' },
    { title: 'Write down how we would leave', days: 42, from: 'strategic' },
  ],
  offboarding: [
    { title: 'Send the notice, and keep the proof that it arrived', days: 2 },
    { title: 'Take back accounts, keys, badges and ways into the network', days: 14 },
    { title: 'Get our data back, and proof that theirs is deleted', days: 30, from: 'operational' },
    { title: 'Move, or end, what runs there', days: 30, from: 'operational' },
    { title: 'Return devices and licences', days: 30 },
    { title: 'Check the last invoice and open credits', days: 45 },
    { title: 'Write down what we learned', days: 60, from: 'tactical' },
  ],
}

const closest: readonly Tier[] = ['strategic', 'tactical', 'operational', 'commodity']

/** What has to be done when a vendor of that tier comes or goes, the soonest first: a closer one needs all that others do, and more. */
export const checklistOf = (
  occasion: Occasion,
  { tier, today }: { tier: Tier; today: string },
): readonly ChecklistTask[] =>
  checklists[occasion]
    .filter(({ from = 'commodity' }) => closest.indexOf(tier) <= closest.indexOf(from))
    .toSorted((one, other) => one.days - other.days)
    .map(({ title, days }) => ({ title, dueOn: addDays(today, days) }))
