import { rightsOf } from '../access/abilities.ts'
import type { Who } from '../access/who.ts'
import type { Kernel } from '../kernel.server.ts'
import { neededOf } from './decide.ts'
import { standsFor } from './delegation.server.ts'
import { approvalsFor, approvalsOf, decisionOf, quorumOf, type Stored } from './stored.server.ts'
import { isAsked, placeOf } from './vote.server.ts'
import type { Approval, ApprovalStep } from './wire.ts'
import type { RecordLink } from '../traits/wire.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock'>

/** The approvals of a record that the caller may read, newest first. */
export async function readApprovals(
  { db, store, clock }: Needs,
  who: Who,
  recordId: string,
): Promise<readonly Approval[]> {
  const { id, type } = await store.as(who).reach(recordId)
  const { hidden } = rightsOf(who, type)
  const viewer = { who, now: clock.now(), stands: await standsFor({ db, clock }, who.account ?? id) }
  return (await approvalsOf(db, id)).map((stored) => {
    const approval = shownApproval(stored, viewer)
    // Who is asked sees what they decide on; the others no more than on the record's page.
    return isAsked(stored, viewer.stands)
      ? approval
      : { ...approval, shown: approval.shown.filter(({ field }) => !hidden.has(field)) }
  })
}

/** What waits for the caller's own decision, or for one they may take in another's place; oldest first. */
export async function readWaiting({ db, clock }: Needs, who: Who): Promise<readonly Approval[]> {
  if (who.account === null) return []
  const now = clock.now()
  const viewer = { who, now, stands: await standsFor({ db, clock }, who.account) }
  const all = (await approvalsFor(db, viewer.stands)).filter((stored) => mayVote(stored, viewer))
  const records = await db.query<RecordLink>({
    text: 'select id, type, number, title, state from record where id = any($1)',
    values: [all.map(({ recordId }) => recordId)],
  })
  return all.map((stored) => {
    const record = records.find(({ id }) => id === stored.recordId)
    return { ...shownApproval(stored, viewer), ...(record && { record }) }
  })
}

interface Viewer {
  readonly who: Who
  readonly now: Date
  readonly stands: readonly string[]
}

const mayVote = (stored: Stored, { who, now, stands }: Viewer): boolean =>
  stored.state === 'waiting' &&
  (stored.mayDecideOwn || stored.account !== who.account) &&
  decisionOf(stored, now).state === 'waiting' &&
  placeOf(stored, stands, { ballot: {}, now }) !== null

/** An approval as somebody sees it. */
export function shownApproval(stored: Stored, viewer: Viewer): Approval {
  const isMine = stored.account !== null && stored.account === viewer.who.account
  const states = decisionOf(stored, viewer.now).steps
  return {
    id: stored.id,
    title: stored.title,
    text: stored.text,
    state: stored.state,
    at: stored.at.toISOString(),
    by: stored.byName,
    endedAt: stored.endedAt?.toISOString() ?? null,
    until: stored.until?.toISOString() ?? null,
    isAgain: stored.follows !== null,
    shown: stored.shown,
    steps: stored.steps.map((step) => shownStep(step, endedState(stored, states.get(step.id) ?? 'ahead'))),
    can: [
      ...(mayVote(stored, viewer) ? (['vote'] as const) : []),
      ...(isMine && stored.state === 'waiting' ? (['withdraw'] as const) : []),
    ],
  }
}

const isPending = (state: ApprovalStep['state']): boolean => ['ahead', 'due', 'open'].includes(state)
const endedState = ({ state }: Stored, step: ApprovalStep['state']): ApprovalStep['state'] =>
  state !== 'waiting' && isPending(step) ? 'needless' : step

function shownStep(step: Stored['steps'][number], state: ApprovalStep['state']): ApprovalStep {
  const { id, position, label, quorum, openedAt, seats, votes } = step
  return {
    id,
    position,
    label,
    state,
    needed: openedAt === null ? null : neededOf(quorumOf(quorum), seats.length),
    seats: seats.map(({ account, name, because }) => {
      const given = votes.find(({ seat }) => seat === account)
      return {
        name,
        because,
        vote: given
          ? {
              isYes: given.isYes,
              comment: given.comment,
              at: new Date(given.at).toISOString(),
              by: given.account === account ? null : given.name,
            }
          : null,
      }
    }),
  }
}
