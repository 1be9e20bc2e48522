import { sayDay } from './day.ts'
import type { Outlook } from './stake.ts'
import type { Decision } from './terms.ts'

/** What happens to a contract when nobody does anything, in a sentence without its full stop. */
export const sayOutlook = (outlook: Outlook, end: string): string =>
  ({
    renews: `Renews by itself after ${sayDay(end)}`,
    lapses: `Ends on ${sayDay(end)} unless its option is taken`,
    ends: `Ends on ${sayDay(end)}`,
    goes_on: `Goes on; its next end is ${sayDay(end)}`,
    leaving: `Is to end on ${sayDay(end)}`,
  })[outlook]

/** So many contracts and what happens to them: '1 ends by itself', '5 renew by themselves'. */
export function sayGroup(outlook: Outlook, count: number): string {
  const [one, many] = groupWords[outlook]
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
}
const groupWords: Readonly<Record<Outlook, readonly [one: string, many: string]>> = {
  renews: ['renews by itself', 'renew by themselves'],
  lapses: ['ends unless its option is taken', 'end unless their option is taken'],
  ends: ['ends by itself', 'end by themselves'],
  goes_on: ['goes on without an end', 'go on without an end'],
  leaving: ['is to end', 'are to end'],
}

export const decisionWords: Readonly<Record<Decision, { readonly label: string; readonly about: string }>> = {
  renew: { label: 'Renew', about: 'Go on as agreed.' },
  renegotiate: { label: 'Renegotiate', about: 'Go on, though on other terms.' },
  replace: { label: 'Replace', about: 'Get it elsewhere, and end this contract.' },
  exit: { label: 'Exit', about: 'Do without it, and end this contract.' },
}

/** What has to be sent by when for it, in a sentence; empty where nothing has to be. */
export function saySending(
  { outlook, sendBy }: { readonly outlook: Outlook; readonly sendBy: string | null },
  decision: Decision,
): string {
  const by = sendBy === null ? '' : ` It has to be sent by ${sayDay(sendBy)}.`
  const isOver = decision === 'exit' || decision === 'replace'
  if (decision === 'renegotiate') return 'An invitation to talks is drafted.'
  if (isOver && (outlook === 'renews' || outlook === 'goes_on')) return `A notice is drafted.${by}`
  if (isOver) return 'Nothing has to be sent; a letter that says so is drafted.'
  if (outlook === 'lapses') return `The letter that takes the option is drafted.${by}`
  return outlook === 'ends' ? 'A request for an offer is drafted.' : 'Nothing has to be sent: it renews by itself.'
}
