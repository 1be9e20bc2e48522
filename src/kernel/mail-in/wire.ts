import type { Verdict } from './mail.ts'

export const receivedStates = ['new', 'done', 'quarantined', 'ignored'] as const
export type ReceivedState = (typeof receivedStates)[number]

/** A mail that came in, as those see it who may: whom from and what became of it, and why. */
export interface ReceivedView {
  readonly id: string
  readonly mailbox: string
  readonly from: string | null
  readonly fromName: string | null
  readonly subject: string
  readonly state: ReceivedState
  readonly reason: string | null
  readonly attempts: number
  readonly size: number
  readonly verdict: Verdict | null
  readonly receivedAt: string
  /** The record that it led to, where the caller may read it. */
  readonly record: {
    readonly id: string
    readonly type: string
    readonly number: string | null
    readonly title: string | null
  } | null
  /** The comment that it is there; null where it began the record. */
  readonly comment: string | null
}
/** How a mailbox is doing. */
export interface MailboxView {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly way: 'imap' | 'listener'
  readonly isOn: boolean
  readonly lastReadAt: string | null
  readonly lastMailAt: string | null
  /** Why it can't be read, in words, and since when. */
  readonly fault: string | null
  readonly faultSince: string | null
}
export interface MailInOverview {
  readonly mailboxes: readonly MailboxView[]
  /** Counted to 1,000. */
  readonly waiting: number
  readonly setAside: number
}
/** A mail as it arrived: its beginning as text. */
export interface RawMail {
  readonly text: string
  readonly isCut: boolean
}
