import type { Ref } from '../../kernel/record/field.ts'
import type { Heard, Kept } from './for-vendor.ts'
import type { Shares } from './shares.ts'
import type { TheirClock } from './their-clock.ts'

/** A ticket with a vendor in short, as agents see it. */
export interface WithVendor {
  readonly id: string
  readonly number: string
  readonly subject: string
  readonly state: string
  readonly way: 'waits' | 'works'
  readonly ticket: { readonly id: string; readonly number: string; readonly title: string | null }
  readonly vendor: Ref
  readonly engagement: Ref
  readonly contacts: readonly Ref[]
  readonly since: string
  readonly endedAt: string | null
  readonly answer: string | null
  readonly theirNumber: string | null
  readonly clock: TheirClock | null
}
/** `GET /tickets/{id}/vendors`: each with what its vendor sees. */
export interface VendorsOfTicket {
  readonly rows: readonly (WithVendor & {
    readonly told: string
    readonly shares: Shares
    /** Mails bring the link, and nothing of what is said. */
    readonly isLinkOnly: boolean
    readonly said: readonly Heard[]
    readonly files: readonly Kept[]
    readonly version: number
    readonly can: readonly string[]
  })[]
  readonly canGive: boolean
}
/** `GET /engagements/{id}/giving`: what can be chosen when a ticket is given under it. */
export interface GivingChoices {
  readonly vendor: Ref
  readonly contacts: readonly {
    readonly id: string
    readonly name: string
    readonly role: string | null
    readonly email: string | null
  }[]
  /** Null titles where the caller may not read contracts. */
  readonly contracts: readonly Ref[]
  readonly reasons: readonly { readonly id: string; readonly name: string }[]
}
/** `GET /vendor-portal`: what a vendor's contact has in hand, the first due first. */
export interface Portal {
  readonly contact: string
  readonly vendor: string
  readonly tickets: readonly {
    readonly id: string
    readonly number: string
    readonly subject: string
    readonly since: string
    readonly clock: TheirClock | null
  }[]
}
/** `GET /vendor-contacts/{id}/portal`: whether they can sign in. */
export interface PortalAccess {
  readonly account: {
    readonly email: string
    readonly isOpen: boolean
    /** They chose a password, or have another way in. */
    readonly hasCome: boolean
    readonly lastSeenAt: string | null
  } | null
}
