/** How a request stands, in facts; whom it is told to is who asked. */
export interface Facts {
  readonly state: string
  readonly team: string | null
  readonly assignee: string | null
  /** Who still has to approve, and what they are to it ('manager of requester'); `since` is when they were asked. */
  readonly approval: {
    readonly waitsFor: readonly { readonly name: string; readonly because: string }[]
    readonly since: string
    readonly isDone: boolean
  } | null
  readonly refusal: { readonly by: string; readonly comment: string } | null
  readonly tasks: readonly {
    readonly title: string
    readonly state: string
    readonly team: string | null
    readonly assignee: string | null
  }[]
  readonly parts: readonly { readonly title: string; readonly state: string }[]
  readonly pending: { readonly name: string; readonly isForMe: boolean } | null
  readonly rating: number | null
  readonly createdAt: string
  readonly changedAt: string
}
export interface Progress {
  /** One plain sentence without a full stop. */
  readonly says: string
  readonly since: string
  /** Whose turn it is: something is to be done by who asked, or by others, or nothing more. */
  readonly turn: 'mine' | 'theirs' | 'over'
  readonly tone: 'neutral' | 'info' | 'good' | 'warning' | 'bad'
  readonly steps: readonly Step[]
}
export interface Step {
  readonly label: string
  readonly state: 'done' | 'now' | 'ahead' | 'stopped'
}

/** Where a request is, for whoever asked: a sentence, and the way from asking to done. */
export function progressOf(facts: Facts): Progress {
  return { ...sentenceOf(facts), steps: stepsOf(facts) }
}

type Said = Omit<Progress, 'steps'>

function sentenceOf(facts: Facts): Said {
  const { state, approval, changedAt: since } = facts
  switch (state) {
    case 'awaiting_approval':
      return {
        says: waitingFor(approval?.waitsFor ?? []),
        since: approval?.since ?? since,
        turn: 'theirs',
        tone: 'info',
      }
    case 'pending':
      return facts.pending?.isForMe
        ? { says: 'It waits for your answer', since, turn: 'mine', tone: 'warning' }
        : { says: `It waits for ${lower(facts.pending?.name ?? 'for others')}`, since, turn: 'theirs', tone: 'info' }
    case 'resolved':
      return facts.rating === null
        ? { says: 'Done: did it work?', since, turn: 'mine', tone: 'good' }
        : { says: 'Done', since, turn: 'over', tone: 'good' }
    case 'closed':
      return { says: 'Done and closed', since, turn: 'over', tone: 'good' }
    case 'cancelled':
      return { says: 'Cancelled', since, turn: 'over', tone: 'neutral' }
    case 'rejected':
      return { says: refused(facts.refusal), since, turn: 'over', tone: 'bad' }
    default:
      return { says: workOn(facts), since, turn: 'theirs', tone: 'info' }
  }
}

/** “Your manager Priya Nair has to approve it”. */
function waitingFor(seats: readonly { readonly name: string; readonly because: string }[]): string {
  const [first] = seats
  if (!first) return 'It has to be approved'
  const names = seats.map(({ name }) => name)
  if (seats.length > 2) return `${first.name} and ${seats.length - 1} others have to approve it`
  if (names.length === 2) return `${names.join(' and ')} have to approve it`
  if (/^manager of (requester|who asks)/.test(first.because)) return `Your manager ${first.name} has to approve it`
  if (first.because.startsWith('owner')) return `${first.name}, who owns the service, has to approve it`
  return `${first.name} has to approve it`
}

const refused = (refusal: Facts['refusal']): string =>
  refusal === null
    ? 'It was not approved'
    : `${refusal.by} didn’t approve it${refusal.comment ? `: ${refusal.comment}` : ''}`

/** “Sam Okoye from Workplace is at it: set the laptop up”. */
function workOn({ state, team, assignee, tasks, parts }: Facts): string {
  const failed = tasks.find((task) => task.state === 'failed')
  if (failed) return `A step didn’t work out: ${lower(failed.title)}. ${team ?? 'The service desk'} looks into it`
  const task = tasks.find((one) => one.state === 'open')
  if (task) {
    const by = workers(task.assignee ?? assignee, task.team ?? team)
    return `${by} ${task.assignee || assignee ? 'is at it' : 'is on it'}: ${lower(task.title)}`
  }
  if (parts.length > 0) {
    const done = parts.filter((part) => isOver(part.state)).length
    return done === 0 ? `${parts.length} parts are being worked on` : `${done} of ${parts.length} parts are done`
  }
  if (state === 'in_progress') return `${workers(assignee, team)} is working on it`
  return assignee ? `${workers(assignee, team)} has it` : `${team ?? 'The service desk'} has it and will begin soon`
}

const workers = (assignee: string | null, team: string | null): string =>
  assignee && team ? `${assignee} from ${team}` : (assignee ?? team ?? 'The service desk')

const isOver = (state: string): boolean => ['resolved', 'closed', 'cancelled', 'rejected'].includes(state)
/** A text as it goes on inside a sentence. */
export const lower = (text: string): string =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1)

const mostSteps = 6

/** The way from asking to done. Tasks are steps of it as long as they are few. */
function stepsOf({ state, approval, refusal, tasks }: Facts): readonly Step[] {
  const isEnded = state === 'cancelled' || state === 'rejected'
  const isDone = state === 'resolved' || state === 'closed'
  const steps: Step[] = [{ label: 'Asked', state: 'done' }]
  if (approval !== null || state === 'awaiting_approval') {
    const stopped = isEnded && (refusal !== null || !approval?.isDone)
    const reached = approval?.isDone === true && refusal === null
    steps.push({
      label: refusal ? 'Not approved' : reached ? 'Approved' : 'Approval',
      state: stopped ? 'stopped' : reached ? 'done' : 'now',
    })
  }
  const isWaiting = state === 'awaiting_approval'
  if (state === 'rejected') return steps
  if (tasks.length > 0 && tasks.length <= mostSteps)
    steps.push(
      ...tasks
        .filter((task) => task.state !== 'skipped')
        .map((task) => ({ label: task.title, state: stateOf(task.state, isEnded) })),
    )
  else
    steps.push({
      label: 'At work',
      state: isDone ? 'done' : isEnded ? 'stopped' : isWaiting || state === 'new' ? 'ahead' : 'now',
    })
  if (state === 'cancelled')
    return [...steps.filter((step) => step.state !== 'ahead'), { label: 'Cancelled', state: 'stopped' }]
  steps.push({ label: 'Done', state: isDone ? 'done' : 'ahead' })
  return state === 'new' && !steps.some((step) => step.state === 'now')
    ? steps.map((step, index) =>
        index === steps.findIndex((one) => one.state === 'ahead') ? { ...step, state: 'now' } : step,
      )
    : steps
}

const stateOf = (state: string, isEnded: boolean): Step['state'] =>
  state === 'done' || state === 'skipped'
    ? 'done'
    : isEnded || state === 'failed'
      ? 'stopped'
      : state === 'open'
        ? 'now'
        : 'ahead'
