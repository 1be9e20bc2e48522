import type { RecordLink } from '../traits/wire.ts'
import type { NotificationKind } from './kinds.ts'

/** A notification as the inbox shows it. */
export interface InboxItem {
  readonly id: string
  readonly kind: NotificationKind
  readonly title: string
  readonly text: string
  readonly at: string
  readonly isRead: boolean
  readonly by: string | null
  readonly record: RecordLink | null
  /** Where it leads when it is about no record. */
  readonly path: string | null
}
export interface InboxPage {
  readonly rows: readonly InboxItem[]
  readonly next: string | null
}
