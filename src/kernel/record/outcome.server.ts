import type { Who } from '../access/who.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../database/db.server.ts'
import { Failure } from '../errors.ts'
import type { Problem } from './define.ts'
import type { Derivation } from './derivation.server.ts'
import type { Numbers } from './numbers.server.ts'
import type { Registry } from './registry.ts'

/** What writing needs. `onWritten` is told after each write, so that followers of the history wake up. */
export interface Writing {
  readonly db: Db
  readonly registry: Registry
  readonly who: Who
  readonly clock: Clock
  readonly now: () => Date
  readonly onWritten: (type: string) => void
  /** Makes a secret unreadable, see secrets/sealer.server.ts. */
  readonly seal: (text: string) => string
  readonly numbers: Numbers
  /** What record types work out of themselves, by name. */
  readonly derivations: Readonly<Record<string, Derivation>>
  /** Whether `db` is the pool: statements at the same time are possible, and each is its own transaction. */
  readonly ownsConnections: boolean
}
/** Why something is changed, and as part of what. */
export interface Telling {
  readonly reason?: string | null
  readonly batch?: string | null
}
/** When something happened that is written down now, and by whom: what a log of another system tells. */
export interface Told {
  readonly at: Date
  readonly who?: Who
}
/** What became of one row of many, counted from 0. */
export type Outcome =
  | { readonly row: number; readonly ok: true; readonly id: string }
  | { readonly row: number; readonly ok: false; readonly id: string | null; readonly problem: OutcomeProblem }
export interface OutcomeProblem {
  readonly code: string
  readonly says: string
  readonly problems: readonly Problem[]
}

/** The outcome of a row that couldn't be written, from a message or from what was thrown. */
export function refused(row: number, why: unknown, field?: string, id: string | null = null): Outcome {
  if (why instanceof Failure)
    return {
      row,
      ok: false,
      id,
      problem: { code: why.code, says: why.problems[0]?.says ?? why.message, problems: why.problems },
    }
  const says = typeof why === 'string' ? why : 'This row can’t be written.'
  return { row, ok: false, id, problem: { code: 'Invalid', says, problems: field ? [{ field, says }] : [] } }
}

/** The ids of rows that must all have been written, since they are known to be right: `what` names them where one wasn't. */
export function allWritten(what: string, outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.map((outcome) => {
    if (outcome.ok) return outcome.id
    throw new Error(`${what} ${outcome.row} was refused: ${outcome.problem.says}`, { cause: outcome.problem })
  })
}
