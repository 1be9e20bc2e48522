import type { Row } from '../../../kernel/web/record/row.ts'
import type { Ref } from '../../../kernel/record/field.ts'
import type { DeviceInShort } from '../../operations/index.ts'
import type { OnCall } from '../on-call/wire.ts'
import type { Queue } from './queues.ts'

/** Who looks at a ticket or writes in it. */
export interface Present {
  readonly ticket: string
  readonly account: string
  readonly name: string
  readonly isWriting: boolean
  readonly at: string
}
/** `GET /desk/queue`: a page of a queue, how much is in each, and who is where. */
export interface QueuePage {
  readonly rows: readonly Row[]
  readonly next: string | null
  readonly counts: Readonly<Record<Queue, number>>
  readonly present: readonly Present[]
}
/** A ticket beside another one. */
export interface OtherTicket {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly state: string
  readonly priority: string
  readonly createdAt: string
  readonly service: Ref | null
}
/** What stands beside a ticket at the desk. */
export interface Around {
  /** Whoever asked; null where the caller may not see them. */
  readonly requester: Row | null
  readonly tags: readonly string[]
  /** The IANA zone they are in, by themselves or by their location. */
  readonly timeZone: string | null
  /** What they work with, as far as the caller may see it. */
  readonly devices: readonly DeviceInShort[]
  /** Their other tickets, the open ones first, then the latest. */
  readonly others: readonly OtherTicket[]
  readonly children: readonly OtherTicket[]
  readonly present: readonly Present[]
}
/** One who could be given a ticket, the likeliest first. */
export interface Suggestion {
  readonly person: Ref
  readonly open: number
  readonly load: number
  readonly skill: number
  readonly isAway: boolean
}
/** What one person has to do. */
export interface Burden {
  readonly person: Ref | null
  readonly isAway: boolean
  readonly open: number
  readonly load: number
  readonly breached: number
  readonly soon: number
  readonly oldestAt: string | null
  /** The first ones due. */
  readonly tickets: readonly (OtherTicket & { readonly dueAt: string | null })[]
}
/** `GET /desk/workload`: what each member of a team has to do, and who of it is on call; null where the caller may not see that. */
export interface Workload {
  readonly burdens: readonly Burden[]
  readonly onCall: OnCall | null
}
