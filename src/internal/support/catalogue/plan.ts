import { type Condition, holdsFor } from './condition.ts'
import type { Answers, Around } from './form.ts'
import { problemOfCondition } from './form.problem.ts'

/** What has to be done once an order is approved: tasks, each after others or at once, as data. */
export interface Plan {
  readonly tasks: readonly PlannedTask[]
}
export interface PlannedTask {
  /** Names the task within the plan for good. */
  readonly key: string
  readonly title: string
  readonly about?: string | undefined
  /** The team whose it is, and who of them where that is settled, by their ids. */
  readonly team?: string | null | undefined
  readonly assignee?: string | null | undefined
  /** Keys of earlier tasks that must be over before it begins; none: it begins at once. */
  readonly after?: readonly string[] | undefined
  /** It is needed only where this holds over the answers. */
  readonly when?: Condition | undefined
  /** Hours after it began, by the calendar of the team or of the company. */
  readonly dueHours?: number | undefined
  /** The request can be resolved without it. */
  readonly isOptional?: boolean | undefined
}
export const taskStates = ['waiting', 'open', 'done', 'skipped', 'failed'] as const
export type TaskState = (typeof taskStates)[number]
/** A task as it stands: a plan's task that came into being. */
export interface StandingTask {
  readonly key: string
  readonly after: readonly string[]
  readonly state: TaskState
  readonly isOptional: boolean
}

/** The tasks that an order needs, given its answers: those whose condition doesn't hold never come into being. */
export function tasksFor(
  { tasks }: Plan,
  answers: Answers,
  { person }: Pick<Around, 'person'>,
): readonly PlannedTask[] {
  const isNeeded = ({ when }: PlannedTask) => when === undefined || holdsFor(when, { answers, person })
  const needed = new Set(tasks.filter(isNeeded).map(({ key }) => key))
  const byKey = new Map(tasks.map((task) => [task.key, task]))
  // What comes after a task that isn't needed comes after what that one would have come after.
  const before = (keys: readonly string[]): readonly string[] =>
    keys.flatMap((key) => (needed.has(key) ? [key] : before(byKey.get(key)?.after ?? [])))
  return tasks.filter(isNeeded).map((task) => ({ ...task, after: [...new Set(before(task.after ?? []))] }))
}

/** The waiting tasks that may begin: all that they come after is done or was skipped. What failed holds up what follows it. */
export function mayBegin(tasks: readonly StandingTask[]): readonly string[] {
  const states = new Map(tasks.map(({ key, state }) => [key, state]))
  const isOver = (key: string): boolean => isPast(states.get(key) ?? 'skipped')
  return tasks.filter(({ state, after }) => state === 'waiting' && after.every(isOver)).map(({ key }) => key)
}

/** The tasks that still stand in the way of resolving the request. */
export const inTheWay = <T extends Pick<StandingTask, 'state' | 'isOptional'>>(tasks: readonly T[]): readonly T[] =>
  tasks.filter(({ state, isOptional }) => !isOptional && !isPast(state))

const isPast = (state: TaskState): boolean => state === 'done' || state === 'skipped'

const most = 50

/** What is wrong with a plan, in words for whoever writes it; null when nothing is. A task comes after earlier ones only, so no circle can come about. */
export function problemOfPlan(value: unknown): string | null {
  if (!isObject(value) || !Array.isArray(value['tasks'])) return 'A plan is {"tasks":[…]}.'
  if (value['tasks'].length > most) return `A plan has at most ${most} tasks.`
  const earlier = new Set<string>()
  for (const [index, task] of value['tasks'].entries()) {
    const says = problemOfTask(task, earlier)
    if (says) return `Task ${index + 1}: ${says}`
    earlier.add((task as PlannedTask).key)
  }
  return null
}

function problemOfTask(task: unknown, earlier: ReadonlySet<string>): string | null {
  if (!isObject(task)) return 'must be an object such as {"key":"install","title":"Install it"}.'
  const { key, title, after, when, dueHours } = task
  if (typeof title !== 'string' || title.trim() === '' || title.length > 200) return 'Say what is to be done.'
  if (typeof key !== 'string' || !/^[a-z]\w{0,59}$/i.test(key)) return 'The key is a word of letters and digits.'
  if (earlier.has(key)) return `The key ‘${key}’ is another task’s already.`
  if (after !== undefined && !Array.isArray(after)) return 'What it comes after is a list of keys.'
  const missing = (after as readonly unknown[] | undefined)?.find((one) => !earlier.has(String(one)))
  if (missing !== undefined) return `It comes after ‘${String(missing)}’, which doesn’t stand before it.`
  if (dueHours !== undefined && !(typeof dueHours === 'number' && dueHours > 0 && dueHours <= 2000))
    return 'It is due within 1 to 2,000 hours.'
  return when === undefined ? null : problemOfCondition(when)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
