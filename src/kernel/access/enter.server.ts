import type { Kernel } from '../kernel.server.ts'
import { type Way, waysOf } from './second-factor.server.ts'
import { type FirstStep, type Origin, type Started, startSession, type Vouched } from './start-session.server.ts'
import { issueTicket } from './ticket.server.ts'

/** A sign-in that needs one more proof: the ticket to come back with, and what would do. */
export interface SecondStepNeeded {
  readonly account: string
  readonly secondStep: { readonly ticket: string; readonly ways: readonly Way[] }
}
export type Entered = Started | SecondStepNeeded

const minutes = 10

interface Entering {
  readonly account: string
  readonly method: FirstStep
  readonly vouched?: Vouched | null
}

/** Goes on once the first proof was right, whoever checked it: a session, or the second step where the account has one. */
export async function enter(
  kernel: Pick<Kernel, 'db' | 'clock' | 'log' | 'secret' | 'url'>,
  { account, method, vouched = null, ...origin }: Origin & Entering,
): Promise<Entered> {
  const ways = await waysOf(kernel.db, account)
  if (ways.length === 0) return startSession(kernel, { account, method, vouched, ...origin })
  const about = { account, method, ...(vouched && { vouched: JSON.stringify(vouched) }) }
  const ticket = await issueTicket(kernel, { purpose: 'second-step', about, minutes })
  return { account, secondStep: { ticket, ways } }
}
