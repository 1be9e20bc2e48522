import type { Db } from '../database/db.server.ts'
import type { Approver } from './approver.ts'
import { type Decision, decide, type Quorum } from './decide.ts'

/** An approval with everything that belongs to it, as it is stored. */
export interface Stored {
  readonly id: string
  readonly recordId: string
  readonly title: string
  readonly text: string
  readonly state: 'waiting' | 'approved' | 'rejected' | 'lapsed' | 'withdrawn'
  readonly fields: readonly string[]
  readonly hash: string
  readonly shown: readonly Shown[]
  readonly follows: string | null
  readonly mayDecideOwn: boolean
  readonly remindDays: number
  readonly escalateDays: number | null
  readonly until: Date | null
  readonly at: Date
  readonly account: string | null
  readonly byName: string
  readonly endedAt: Date | null
  readonly template: string | null
  readonly steps: readonly StoredStep[]
}
/** A value that is approved, in words; `before` where another approval of it lapsed. */
export interface Shown {
  readonly field: string
  readonly label: string
  readonly value: string
  readonly before?: string
}
export interface StoredStep {
  readonly id: string
  readonly position: number
  readonly label: string
  readonly quorum: string
  readonly approvers: readonly Approver[]
  readonly openedAt: string | null
  readonly remindedAt: string | null
  readonly seats: readonly Seat[]
  readonly votes: readonly StoredVote[]
}
export interface Seat {
  readonly account: string
  readonly name: string
  readonly because: string
  readonly manager: string | null
}
export interface StoredVote {
  readonly seat: string
  readonly account: string
  readonly name: string
  readonly isYes: boolean
  readonly comment: string
  readonly at: string
}

const seats = `select coalesce(json_agg(json_build_object('account', e.account_id, 'name', c.name, 'because', e.because,
  'manager', e.manager_id) order by c.name, c.id), '[]') from approval_seat e join account c on c.id = e.account_id where e.step_id = s.id`
const votes = `select coalesce(json_agg(json_build_object('seat', v.seat_id, 'account', v.account_id, 'name', v.by_name,
  'isYes', v.is_yes, 'comment', v.comment, 'at', v.at) order by v.at, v.id), '[]') from approval_vote v where v.step_id = s.id`
const select = `select p.id, p.record_id as "recordId", p.title, p.text, p.state, p.fields, p.hash, p.shown, p.follows,
  p.may_decide_own as "mayDecideOwn", p.remind_days as "remindDays", p.escalate_days as "escalateDays", p.until, p.at,
  p.account_id as account, p.by_name as "byName", p.ended_at as "endedAt", p.template,
  (select coalesce(json_agg(json_build_object('id', s.id, 'position', s.position, 'label', s.label, 'quorum', s.quorum,
    'approvers', s.approvers, 'openedAt', s.opened_at, 'remindedAt', s.reminded_at, 'seats', (${seats}), 'votes', (${votes}))
    order by s.position, s.id), '[]') from approval_step s where s.approval_id = p.id) as steps
  from approval p`

/** The approvals of a record, newest first, 50 at most. */
export const approvalsOf = (db: Db, recordId: string): Promise<Stored[]> =>
  db.query<Stored>({
    text: `${select} where p.record_id = $1 order by p.at desc, p.id desc limit 50`,
    values: [recordId],
  })

/** Every approval of a record, or of all of them, that waits for somebody. */
export const waitingApprovals = (db: Db, recordId: string | null = null): Promise<Stored[]> =>
  db.query<Stored>({
    text: `${select} where p.state = 'waiting' and ($1::uuid is null or p.record_id = $1) order by p.at, p.id`,
    values: [recordId],
  })

/** The waiting approvals that these accounts have a seat in, or stand in for one. */
export const approvalsFor = (db: Db, accounts: readonly string[]): Promise<Stored[]> =>
  db.query<Stored>({
    text: `${select} where p.state = 'waiting' and p.id in (select s.approval_id from approval_step s
      join approval_seat e on e.step_id = s.id where e.account_id = any($1) or e.manager_id = any($1)) order by p.at, p.id limit 100`,
    values: [accounts],
  })

/** One approval, locked until the transaction ends; null where there is none. */
export async function lockApproval(tx: Db, id: string): Promise<Stored | null> {
  await tx.query({ text: 'select 1 from approval where id = $1 for update', values: [id] })
  const [found] = await tx.query<Stored>({ text: `${select} where p.id = $1`, values: [id] })
  return found ?? null
}

/** How an approval stands by its votes. */
export const decisionOf = ({ steps, until }: Pick<Stored, 'steps' | 'until'>, now: Date): Decision =>
  decide(
    steps.map(({ id, position, quorum, openedAt, seats: sitting }) => ({
      id,
      position,
      quorum: quorumOf(quorum),
      seats: openedAt === null ? null : sitting.map(({ account }) => account),
    })),
    steps.flatMap(({ id, votes: given }) => given.map(({ seat, isYes }) => ({ step: id, seat, isYes }))),
    { now, until },
  )

export const quorumOf = (text: string): Quorum => (text === 'all' || text === 'any' ? text : Number(text))
