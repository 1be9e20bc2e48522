import { businessBetween } from '../../../kernel/calendar/business-time.ts'
import { isEnded, type Life, type Moment } from './life.ts'
import { type Metric, pausedUsually, type Reason, type Target } from './promise.ts'

/** Why a clock runs, is paused or has stopped. */
export type Cause =
  | { readonly is: 'open' | 'approval' | 'answered' | 'nothingAsked' | 'notYetAnswered' }
  | { readonly is: 'withSupplier' | 'notWithSupplier' }
  /** Pending: the clock does what the reason says, or its policy in place of the reason. */
  | { readonly is: 'pending'; readonly reason: string | null; readonly says: 'reason' | 'policy' }
  | { readonly is: 'otherTeam'; readonly team: string | null }
  | { readonly is: 'ended'; readonly state: string }

/** A stretch of a ticket's life in which one clock did one thing. */
export interface Segment {
  readonly kind: 'running' | 'paused' | 'stopped'
  readonly from: number
  readonly to: number
  readonly cause: Cause
  /** Open time of the clock's calendar within it. */
  readonly seconds: number
  /** Which of the clock's rounds it belongs to, from 1; 0 before the first. */
  readonly round: number
}

/** Pending reasons by id. */
export type Reasons = ReadonlyMap<string, Reason>

/** The whole life of a ticket as one clock sees it, without gap or overlap; the last is empty where something happened just now. */
export function segmentsOf(life: Life, target: Target, reasons: Reasons): readonly Segment[] {
  const segments: Segment[] = []
  const asked: Asked = { isAsked: true, isAnswered: false, reasons }
  let round = 0
  let open: { kind: Segment['kind']; cause: Cause; from: number; round: number } | null = null
  const close = (to: number): void => {
    if (!open) return
    const { kind, cause, from } = open
    const seconds = businessBetween(target.calendar, new Date(from), new Date(to))
    segments.push({ kind, from, to, cause, seconds, round: open.round })
  }
  for (const moment of life.moments) {
    note(asked, moment)
    const [kind, cause] = doing(target, moment, asked)
    const isNew = startsRound(target.metric, { kind, before: open?.kind ?? null, moment, round })
    if (isNew) round += 1
    if (open && !isNew && open.kind === kind && isSame(open.cause, cause)) continue
    close(moment.at)
    open = { kind, cause, from: moment.at, round }
  }
  close(life.asOf)
  return segments
}

interface Asked {
  /** Whether the requester waits for an answer. */
  isAsked: boolean
  /** Whether there was a first response; a ticket that was dealt with has been answered. */
  isAnswered: boolean
  readonly reasons: Reasons
}

// What is answered and asked at one instant counts as asked: that promises rather too much than too little.
function note(asked: Asked, { facts, hasAgentReplied, hasRequesterReplied }: Moment): void {
  const hasEnded = isEnded(facts.state)
  if (hasAgentReplied || hasEnded) {
    asked.isAsked = false
    asked.isAnswered = true
  }
  if (hasRequesterReplied) asked.isAsked = true
}

type Doing = readonly [kind: Segment['kind'], cause: Cause]

function doing(target: Target, { facts }: Moment, asked: Asked): Doing {
  const { metric, kind, team, isAfterResponse } = target
  if (isEnded(facts.state)) return ['stopped', { is: 'ended', state: facts.state }]
  if (metric === 'response' && asked.isAnswered) return answered
  if (metric === 'next_reply' || metric === 'update') {
    if (isAfterResponse && !asked.isAnswered) return notYetAnswered
    if (metric === 'next_reply' && !asked.isAsked) return nothingAsked
  }
  const pending = facts.state === 'pending' ? whilePending(target, facts.pendingReason, asked.reasons) : null
  if (kind === 'uc') {
    if (!isWithSupplier(target, facts, asked.reasons)) return notWithSupplier
    return pending?.[0] === 'paused' ? pending : withSupplier
  }
  if (kind === 'ola' && team !== null && facts.team !== team) return ['paused', { is: 'otherTeam', team: facts.team }]
  if (facts.state === 'awaiting_approval') return approval
  return pending ?? running
}

function whilePending({ kind, metric, whilePending }: Target, reason: string | null, reasons: Reasons): Doing {
  const named = reason === null ? undefined : reasons.get(reason)
  const byReason = (named?.pauses ?? pausedUsually).includes(`${kind}_${metric}`)
  const isPaused = whilePending === 'asReason' ? byReason : whilePending === 'pauses'
  return [isPaused ? 'paused' : 'running', { is: 'pending', reason, says: isPaused === byReason ? 'reason' : 'policy' }]
}

/** Whether the supplier whose clock it is has the ticket; a clock for any third party asks only what is waited for. */
function isWithSupplier({ agreement }: Target, facts: Moment['facts'], reasons: Reasons): boolean {
  if (agreement !== null) return facts.engaged.includes(agreement)
  return facts.state === 'pending' && reasons.get(facts.pendingReason ?? '')?.isSupplier === true
}

const running: Doing = ['running', { is: 'open' }]
const answered: Doing = ['stopped', { is: 'answered' }]
const nothingAsked: Doing = ['stopped', { is: 'nothingAsked' }]
const notYetAnswered: Doing = ['stopped', { is: 'notYetAnswered' }]
const approval: Doing = ['paused', { is: 'approval' }]
const withSupplier: Doing = ['running', { is: 'withSupplier' }]
const notWithSupplier: Doing = ['paused', { is: 'notWithSupplier' }]

interface Before {
  readonly kind: Segment['kind']
  readonly before: Segment['kind'] | null
  readonly moment: Moment
  readonly round: number
}

function startsRound(metric: Metric, { kind, before, moment, round }: Before): boolean {
  // What was promised once is promised once, however often the ticket is reopened.
  if (metric === 'response' || metric === 'resolution') return round === 0
  if (kind === 'stopped') return false
  return before === null || before === 'stopped' || (metric === 'update' && moment.hasAgentReplied)
}

function isSame(a: Cause, b: Cause): boolean {
  if (a.is !== b.is) return false
  if (a.is === 'pending') return b.is === 'pending' && a.reason === b.reason && a.says === b.says
  if (a.is === 'otherTeam') return b.is === 'otherTeam' && a.team === b.team
  return a.is !== 'ended' || (b.is === 'ended' && a.state === b.state)
}
