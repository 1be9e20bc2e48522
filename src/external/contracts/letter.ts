import { sayDay } from './day.ts'
import type { Exit } from './notice.ts'
import type { Outlook } from './stake.ts'
import type { Decision } from './terms.ts'

/** What a letter about a contract is for: to end it, to take an option, to ask for an offer or for other terms, to say that it ends. */
export const letterKinds = ['notice', 'option', 'offer', 'talks', 'farewell'] as const
export type LetterKind = (typeof letterKinds)[number]

export interface Letter {
  readonly kind: LetterKind
  readonly subject: string
  readonly paragraphs: readonly string[]
  /** By when it has to be sent, where that matters to its effect. */
  readonly sendBy: string | null
}

/** What a letter is written from. */
export interface Writing {
  readonly decision: Decision
  readonly outlook: Outlook
  readonly contract: { readonly name: string; readonly reference: string | null; readonly signedOn: string | null }
  /** Where the contract says so, such as '5.1'. */
  readonly clause: string | null
  /** The last day that is decided about. */
  readonly end: string
  readonly exit: Exit | null
}

/** The letter that a decision asks for, as a draft; null where nothing has to be sent for it. */
export function draftLetter(writing: Writing): Letter | null {
  const { decision, outlook } = writing
  const needsNotice = outlook === 'renews' || outlook === 'goes_on'
  if (decision === 'renegotiate') return talks(writing, needsNotice)
  if (decision === 'renew') {
    if (outlook === 'lapses') return option(writing)
    return outlook === 'ends' ? offer(writing) : null
  }
  return needsNotice ? noticeOf(writing) : farewell(writing)
}

function noticeOf(writing: Writing): Letter {
  const { outlook, end, exit, decision } = writing
  const isRenewal = outlook === 'renews'
  return {
    kind: 'notice',
    subject: `${isRenewal ? 'Notice of non-renewal' : 'Notice of termination'}: ${nameOf(writing)}`,
    sendBy: exit?.sendBy ?? null,
    paragraphs: [
      isRenewal
        ? `We give notice that we do not renew ${theContract(writing)}${under(writing)}. It ends on ${sayDay(end)}, the last day of its current term. Should that day not be effective, this notice takes effect on the next possible date.`
        : `We terminate ${theContract(writing)}${under(writing)} with effect from the end of ${sayDay(end)}, or else on the next possible date.`,
      'Please confirm in writing that you have received this notice, and the day on which the contract ends.',
      decision === 'replace'
        ? 'Until then we go on using what you deliver, and rely on it as agreed. Please name somebody with whom we plan the handover, including the return of our data in a usual format.'
        : 'Please tell us what is needed to return or delete our data and to hand back what is yours, and send your final invoice.',
    ],
  }
}

const option = (writing: Writing): Letter => ({
  kind: 'option',
  subject: `Exercise of the option to renew: ${nameOf(writing)}`,
  sendBy: writing.exit?.sendBy ?? null,
  paragraphs: [
    `We take up the option to renew ${theContract(writing)}${under(writing)}. The renewal follows on the current term, which ends on ${sayDay(writing.end)}, on the terms that are agreed.`,
    'Please confirm in writing that you have received this letter, and the first and the last day of the renewed term.',
  ],
})

const offer = (writing: Writing): Letter => ({
  kind: 'offer',
  subject: `Request for an offer: ${nameOf(writing)}`,
  sendBy: null,
  paragraphs: [
    `${upper(theContract(writing))} ends on ${sayDay(writing.end)}. We would like to go on, and ask for your offer for the time after it.`,
    'Please say in it which terms and prices would change, and why. This letter does not yet commit us to anything.',
  ],
})

const talks = (writing: Writing, needsNotice: boolean): Letter => ({
  kind: 'talks',
  subject: `Terms from ${sayDay(writing.end)} on: ${nameOf(writing)}`,
  sendBy: null,
  paragraphs: [
    `The current term of ${theContract(writing)} ends on ${sayDay(writing.end)}. We would like to go on, though not on the terms of today, and invite you to talk about them.`,
    needsNotice && writing.exit
      ? `Should we not have agreed by ${sayDay(writing.exit.sendBy)}, we would have to give notice. This letter is not that notice.`
      : 'Should we not have agreed by then, the contract ends. This letter does not yet commit us to anything.',
    'Please propose two dates within the next three weeks, and bring your offer with prices, term and notice period.',
  ],
})

const farewell = (writing: Writing): Letter => ({
  kind: 'farewell',
  subject: `End of the contract: ${nameOf(writing)}`,
  sendBy: null,
  paragraphs: [
    `${upper(theContract(writing))} ends on ${sayDay(writing.end)}. We do not intend to renew it.`,
    'Please tell us what is needed to return or delete our data and to hand back what is yours, and send your final invoice.',
  ],
})

const nameOf = ({ contract: { name, reference } }: Writing): string =>
  reference === null ? name : `${name} (your reference ${reference})`
const theContract = ({ contract: { name, signedOn } }: Writing): string =>
  `the contract “${name}”${signedOn === null ? '' : `, signed on ${sayDay(signedOn)}`}`
const under = ({ clause }: Writing): string => (clause === null ? '' : `, under its clause ${clause}`)
const upper = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
