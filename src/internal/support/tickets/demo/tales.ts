import type { Chance } from '../../../../foundation/chance.ts'
import { type Moment, officeTime, workingHours } from './office-hours.ts'
import { type Story, stories } from './stories.ts'

/** One ticket's life, as far as it has come. People and teams are keys into what the caller gave. */
export interface Tale {
  readonly story: Story
  readonly title: string
  readonly at: Date
  readonly requester: string
  readonly source: 'portal' | 'mail' | 'phone' | 'walk_in'
  readonly steps: readonly Step[]
}
export type Step = { readonly at: Date; readonly by: 'requester' | 'agent' | 'system' } & (
  | { readonly does: 'assign'; readonly assignee: string; readonly team: string }
  | { readonly does: 'start' | 'resume' | 'reopen' | 'close' }
  | { readonly does: 'hold'; readonly reason: string }
  | { readonly does: 'resolve' }
  | { readonly does: 'say'; readonly text: string; readonly isInternal: boolean }
)
/** Who there is: those who ask, and the members of each team. */
export interface Cast {
  readonly requesters: readonly string[]
  /** The one who looks at the demo company as an employee: has something in each state. */
  readonly employee: string
  /** The one who looks at it as an agent of the service desk: has something to do. */
  readonly agent: string
  readonly crew: (team: string) => readonly string[]
}

const days = 120
const day = 86_400_000

/** The tickets of the last 120 days. In the last three weeks the network team is short of people, and it shows. */
export function talesOf(chance: Chance, cast: Cast, now: Date): readonly Tale[] {
  const drawn = stories.flatMap((story) => Array.from({ length: story.often }, () => story))
  const found: Tale[] = []
  for (let back = days; back >= 0; back -= 1) {
    const date = new Date(now.getTime() - back * day)
    const isWeekend = [0, 6].includes(date.getUTCDay())
    for (let count = isWeekend ? 1 : chance.int(5, 9); count > 0; count -= 1) {
      const at = officeTime(date, chance)
      if (at < now) found.push(tale({ story: chance.pick(drawn), at, chance, cast, now }))
    }
  }
  return [...found, ...outage(chance, cast, now), ...underWay(chance, cast, now)].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  )
}

/** The morning nine working days ago on which remote access was gone for half the company. */
function outage(chance: Chance, cast: Cast, now: Date): readonly Tale[] {
  const [vpn] = stories
  if (!vpn) return []
  const date = workingHours.daysBefore(now, 9)
  return Array.from({ length: 26 }, (_, n) => {
    const at = new Date(date.getTime() + (6.5 * 60 + n * chance.int(2, 5)) * 60_000)
    return tale({ story: vpn, at, chance, cast, now, isLate: true })
  })
}

/** What keeps the desk busy now, at whatever hour that is: untouched, in work, waiting. */
function underWay(chance: Chance, cast: Cast, now: Date): readonly Tale[] {
  return Array.from({ length: 48 }, (_, n) => {
    const at = workingHours.before(now, n < 9 ? 0.1 + n * 0.4 : 3 + chance.next() * chance.next() * 60)
    const isForAgent = n > 9 && n % 4 === 1
    const story = chance.pick(isForAgent ? stories.filter(({ team }) => team === 'desk') : stories)
    const told = tale({ story, at, chance, cast: isForAgent ? { ...cast, crew: () => [cast.agent] } : cast, now })
    const whole = n % 16 === 8 ? { ...told, requester: cast.employee } : told
    if (n >= 44) return resolvedFor(cast.employee, whole)
    if (n < 9) return { ...whole, steps: [] }
    const waits = whole.steps.findIndex(({ does }) => does === 'hold')
    const done = whole.steps.findIndex(({ does }) => does === 'resolve')
    const upTo = waits >= 0 ? waits + 1 : chance.int(3, Math.max(3, done < 0 ? whole.steps.length : done - 1))
    return { ...whole, steps: whole.steps.slice(0, upTo) }
  })
}

/** Up to the resolution, so that it waits to be confirmed; where it hasn't come that far, as far as it has. */
function resolvedFor(requester: string, whole: Tale): Tale {
  const done = whole.steps.findIndex(({ does }) => does === 'resolve')
  return { ...whole, requester, steps: done < 0 ? whole.steps : whole.steps.slice(0, done + 1) }
}

interface Telling extends Moment {
  readonly story: Story
  readonly cast: Cast
  readonly now: Date
  readonly isLate?: boolean
}

function tale({ story, at, chance, cast, now, isLate = isShort(story, at, now) }: Telling): Tale {
  const later = (from: Date, hours: number): Date => workingHours.after(from, hours * (0.4 + chance.next() * 1.3))
  const agent = chance.pick(cast.crew(story.team))
  const steps: Step[] = []
  let time = later(at, isLate ? 5 : waitOf(story))
  steps.push({ at: time, by: 'agent', does: 'assign', assignee: agent, team: story.team })
  steps.push({ at: minutesAfter(time, 1), by: 'agent', does: 'start' })
  time = minutesAfter(time, chance.int(3, 25))
  steps.push({ at: time, by: 'agent', does: 'say', text: story.says, isInternal: false })
  if (story.passedTo && chance.isLucky(0.6)) {
    time = later(time, 1.5)
    const next = chance.pick(cast.crew(story.passedTo))
    steps.push({ at: time, by: 'agent', does: 'assign', assignee: next, team: story.passedTo })
  }
  if (story.asks && chance.isLucky(0.55)) {
    const [question, answer] = story.asks
    time = later(time, 1)
    steps.push({ at: time, by: 'agent', does: 'say', text: question, isInternal: false })
    steps.push({ at: minutesAfter(time, 1), by: 'agent', does: 'hold', reason: 'answer' })
    time = later(time, 9)
    steps.push({ at: time, by: 'requester', does: 'say', text: answer, isInternal: false })
    steps.push({ at: minutesAfter(time, 2), by: 'agent', does: 'resume' })
    steps.push({ at: minutesAfter(time, 9), by: 'agent', does: 'say', text: thanks, isInternal: false })
  } else if (chance.isLucky(0.16)) {
    time = later(time, 2)
    const reason = chance.pick(['supplier', 'part', 'date'])
    steps.push({ at: time, by: 'agent', does: 'hold', reason })
    time = later(time, 55)
    steps.push({ at: time, by: 'agent', does: 'resume' })
  }
  if (chance.isLucky(0.25))
    steps.push({ at: later(time, 0.5), by: 'agent', does: 'say', text: notes(chance), isInternal: true })
  const slow = isLate ? 3.5 : chance.isLucky(0.07) ? 9 : 1
  time = later(time, story.hours * 0.6 * slow)
  ends(steps, { time, chance, story })
  const told = steps.toSorted((a, b) => a.at.getTime() - b.at.getTime()).filter((step) => step.at < now)
  const source = chance.pick([
    'portal',
    'portal',
    'portal',
    'mail',
    'mail',
    'mail',
    'phone',
    'phone',
    'walk_in',
  ] as const)
  return { story, title: chance.pick(story.titles), at, requester: chance.pick(cast.requesters), source, steps: told }
}

function ends(steps: Step[], { time, chance, story }: { time: Date; chance: Chance; story: Story }): void {
  const say = (at: Date, by: 'agent' | 'requester', text: string): void =>
    void steps.push({ at, by, does: 'say', text, isInternal: false })
  say(time, 'agent', story.done)
  let done = minutesAfter(time, 1)
  steps.push({ at: done, by: 'agent', does: 'resolve' })
  if (chance.isLucky(0.05)) {
    const again = workingHours.after(done, 3)
    say(again, 'requester', 'I am sorry, it is back.')
    steps.push({ at: minutesAfter(again, 1), by: 'requester', does: 'reopen' })
    done = workingHours.after(again, story.hours)
    say(done, 'agent', `Once more, and this time for good. ${story.done}`)
    done = minutesAfter(done, 1)
    steps.push({ at: done, by: 'agent', does: 'resolve' })
  }
  const isConfirmed = chance.isLucky(0.4)
  const closed = isConfirmed ? workingHours.after(done, 4) : new Date(done.getTime() + 5 * day)
  steps.push({ at: closed, by: isConfirmed ? 'requester' : 'system', does: 'close' })
}

const thanks = 'Thank you, that helps. I go on with it and tell you what I find.'

/** How many hours it usually takes until somebody takes it on. */
const waitOf = ({ impact, urgency }: Story): number => {
  if (urgency !== 'high') return 1.6
  return impact === 'high' ? 0.1 : 0.45
}

/** Since three weeks ago two of the network's people are away. */
const isShort = ({ team }: Story, at: Date, now: Date): boolean =>
  team === 'network' && now.getTime() - at.getTime() < 21 * day

const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)

const notes = (chance: Chance): string =>
  chance.pick([
    'Same as last month: if it comes a third time it is worth a look at the cause.',
    'Called: not at their desk, back after two.',
    'Looked at the log, nothing that stands out.',
    'Told the site lead, so that nobody else has to ask.',
    'Worth an article?',
  ])
