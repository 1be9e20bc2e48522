import type { Cause } from './terms.ts'

/** What is known of one outage of a service that a contract promises. Times in milliseconds since 1970. */
export interface OutageFacts {
  readonly id: string
  /** How people call it: 'OUT-0012 Payroll not reachable'. */
  readonly title: string
  readonly from: number
  /** Null where it goes on. */
  readonly to: number | null
  /** The part of the service that it hit; null is all of it. */
  readonly part: string | null
  readonly isDegradation: boolean
  readonly isPlanned: boolean
  readonly announcedAt: number | null
  readonly cause: Cause
  /** What was agreed about it, so that it doesn't count. */
  readonly excludedWhy: string | null
  /** How many could not work; null is everybody. */
  readonly users: number | null
  /** Why it hits the service where something below it failed: 'Core switch Hamburg carries the lines between all sites'. */
  readonly because: string | null
}

/** The requests of a stretch of time, and how many of them failed. */
export interface RequestCount {
  readonly from: number
  readonly to: number
  readonly total: number
  readonly failed: number
}
