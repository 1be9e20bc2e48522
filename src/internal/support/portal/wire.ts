import type { Answered } from '../catalogue/answered.ts'
import type { Progress } from './progress.ts'

/** `GET /my-requests` gives `{ requests }`, those that wait for the caller first, then the newest. */
export interface MyRequest {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly state: string
  /** The picture of the item that it was ordered from. */
  readonly icon: string | null
  readonly createdAt: string
  /** When it is promised, as long as it is open. */
  readonly dueAt: string | null
  /** For whom, where that is somebody else. */
  readonly isForOther: boolean
  readonly progress: Progress
  /** When it is promised once it is approved, in words; null where it wasn't ordered from the catalogue. */
  readonly promise: string | null
  /** How long approvals of the same thing usually take, in hours; null where too few were approved to say. */
  readonly usualHours: number | null
}
/** `GET /my-requests/{id}`. */
export interface RequestInFull extends MyRequest {
  readonly version: number
  readonly requester: string | null
  readonly requestedFor: string | null
  readonly cost: { readonly amount: string; readonly currency: string } | null
  readonly costPer: 'once' | 'month'
  readonly description: string
  readonly answers: readonly Answered[]
  readonly resolution: string | null
  readonly rating: { readonly score: number; readonly comment: string } | null
  readonly parts: readonly { readonly id: string; readonly title: string; readonly says: string }[]
  readonly can: readonly string[]
}

/** `GET /help/known-problems` gives `{ problems }`: what IT is working on that hits many. */
export interface KnownProblem {
  readonly id: string
  readonly title: string
  readonly service: string | null
  readonly since: string
  /** What IT last said of it, as Markdown. */
  readonly says: string | null
  readonly saidAt: string | null
  /** The caller's own ticket about it. */
  readonly mine: string | null
}
