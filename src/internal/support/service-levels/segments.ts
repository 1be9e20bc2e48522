import { businessBetween } from '../../../kernel/calendar/business-time.ts'
import { isEnded, type Life, type Moment } from './life.ts'
import type { Kind, Metric, Reason, Target } from './promise.ts'

/** Why a clock runs, is paused or has stopped. */
export type Cause =
  | { readonly is: 'open' | 'approval' | 'notWithSupplier' | 'answered' | 'nothingAsked' | 'notYetAnswered' }
  | { readonly is: 'reason'; readonly reason: string | null }
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

function doing({ metric, kind, team, isAfterResponse, goesOn }: Target, { facts }: Moment, asked: Asked): Doing {
  if (isEnded(facts.state)) return ['stopped', { is: 'ended', state: facts.state }]
  if (metric === 'response' && asked.isAnswered) return answered
  if (metric === 'next_reply' || metric === 'update') {
    if (isAfterResponse && !asked.isAnswered) return notYetAnswered
    if (metric === 'next_reply' && !asked.isAsked) return nothingAsked
  }
  const reason = facts.pendingReason === null ? undefined : asked.reasons.get(facts.pendingReason)
  const isPending = facts.state === 'pending'
  const isPaused = isPending && (reason?.pauses ?? pausedWithoutReason).includes(kind)
  if (kind === 'uc') return isPending && reason?.isSupplier === true && !isPaused ? running : notWithSupplier
  if (kind === 'ola' && team !== null && facts.team !== team) return ['paused', { is: 'otherTeam', team: facts.team }]
  if (facts.state === 'awaiting_approval') return approval
  if (isPaused && !goesOn) return ['paused', { is: 'reason', reason: facts.pendingReason }]
  return running
}

const running: Doing = ['running', { is: 'open' }]
const answered: Doing = ['stopped', { is: 'answered' }]
const nothingAsked: Doing = ['stopped', { is: 'nothingAsked' }]
const notYetAnswered: Doing = ['stopped', { is: 'notYetAnswered' }]
const approval: Doing = ['paused', { is: 'approval' }]
const notWithSupplier: Doing = ['paused', { is: 'notWithSupplier' }]

/** What stands still where nobody said why a ticket is pending. */
const pausedWithoutReason: readonly Kind[] = ['sla', 'ola']

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
  if (a.is === 'reason') return b.is === 'reason' && a.reason === b.reason
  if (a.is === 'otherTeam') return b.is === 'otherTeam' && a.team === b.team
  return a.is !== 'ended' || (b.is === 'ended' && a.state === b.state)
}
