import type { Money } from '../../kernel/record/field.ts'
import type { Why } from './what-hangs.ts'

/** What hangs on a vendor, or on one engagement, as far as the reader may see it. */
export interface WhatHangs {
  readonly start: { readonly type: 'vendor' | 'engagement'; readonly id: string; readonly title: string }
  /** The nearest first, and of those the weightiest: each stands after the one that its reason names. */
  readonly nodes: readonly HangingNode[]
  /** Between the start and these, also those that no shortest reason needs: `hangs` hangs on `on`. */
  readonly ties: readonly { readonly on: string; readonly hangs: string; readonly why: Why }[]
  readonly counts: HangingCounts
  /** What the engagements cost a year, by currency. */
  readonly costs: readonly Money[]
  /** Where reading stopped, so that only the nearest are named and drawn: after so many of what; null where all was read. All are counted. */
  readonly stopped: { readonly what: 'services' | 'engagements' | 'outsourced_services'; readonly after: number } | null
}
/** What a number counts whose rows can be asked for. */
export const counted = ['services', 'vital', 'teams', 'units', 'tickets', 'in-hand'] as const
export type Counted = (typeof counted)[number]
/** `GET /vendors/{id}/hangs/{what}`: a page of the rows behind a number. */
export interface HangingRows {
  readonly rows: readonly HangingRow[]
  /** Where the next page begins; null after the last. */
  readonly next: string | null
}
export interface HangingRow {
  readonly type: HangingType
  readonly id: string
  readonly number: string | null
  readonly title: string
  readonly criticality: string | null
  readonly state: string | null
  readonly priority: string | null
}
export type HangingType = 'engagement' | 'service' | 'team' | 'business_unit' | 'ticket'
/** One thing that hangs there, and why in words. */
export interface HangingNode {
  readonly type: HangingType
  readonly id: string
  readonly number: string | null
  readonly title: string
  /** How many ties away. */
  readonly steps: number
  /** What it hangs on by the shortest way. */
  readonly over: string
  /** 'because it depends on Database hosting, which Nordlys delivers under “Managed databases”'. */
  readonly because: string
  /** Of engagements and services. */
  readonly criticality: string | null
  readonly state: string | null
  /** Who answers for it, where the reader may know. */
  readonly owner: string | null
  /** Of services: its open tickets. */
  readonly tickets: number
  /** Of tickets. */
  readonly priority: string | null
}
/** How much of what hangs there, shown or not. */
export interface HangingCounts {
  readonly engagements: number
  readonly services: number
  readonly vital: number
  /** Services that are delivered or supported, not only by way of others. */
  readonly direct: number
  readonly teams: number
  readonly units: number
  /** Open tickets of those services. */
  readonly tickets: number
  /** Open tickets that the vendor has in hand. */
  readonly inHand: number
}
/** The states in which a ticket is open. */
export const openTicket = ['new', 'awaiting_approval', 'in_progress', 'pending'] as const
