export const mailStates = ['queued', 'sending', 'sent', 'failed', 'suppressed'] as const
export type MailState = (typeof mailStates)[number]

/** A mail as administrators see it: whom for and what became of it, never what it says. */
export interface MailView {
  readonly id: string
  readonly kind: string
  readonly to: string
  readonly subject: string
  readonly state: MailState
  readonly attempts: number
  /** When it is tried; null once it has ended. */
  readonly nextAt: string | null
  readonly says: string | null
  readonly createdAt: string
  readonly endedAt: string | null
}
export interface SuppressedAddress {
  readonly address: string
  readonly reason: string
  readonly at: string
}
/** How mail is doing. */
export interface MailOverview {
  readonly isSetUp: boolean
  /** How many there are, counted to 10,000; those sent in the last day. */
  readonly waiting: number
  readonly failed: number
  readonly sentToday: number
  /** Why the last attempt that failed did, while mails wait for another. */
  readonly trouble: string | null
}
