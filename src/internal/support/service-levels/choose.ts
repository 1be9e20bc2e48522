import type { Calendar } from '../../../kernel/calendar/calendar.ts'
import { endOf, type Life } from './life.ts'
import { type Facts, type Kind, type Metric, metrics, type Target, type WhilePending } from './promise.ts'
import { secondsOf, type TargetTime } from './target-time.ts'

/** What is promised for which tickets. A condition that names nothing holds for all. */
export interface Policy {
  readonly id: string
  readonly name: string
  readonly kind: Kind
  readonly types: readonly string[]
  readonly priorities: readonly string[]
  readonly services: readonly string[]
  readonly units: readonly string[]
  readonly teams: readonly string[]
  readonly isForVip: boolean
  /** Whose hours count, by the calendar's id; 'default' for the default calendar's, 'always' for all. */
  readonly calendar: string
  /** What runs on while a ticket is pending, and what pauses, whatever the reason says; of all else the reason says it. */
  readonly goesOn: readonly Metric[]
  readonly standsStill: readonly Metric[]
  /** Of a supplier's: what it was agreed by, by the ids of those records. */
  readonly agreedBy: readonly string[]
  /** Of a supplier's that names no agreement: whether it holds for whatever third party is waited for. Else it holds for none. */
  readonly isForAnySupplier: boolean
  readonly times: Readonly<Partial<Record<Metric, TargetTime>>>
}

/** Calendars by id, and 'default' and 'always'. */
export type CalendarOf = (id: string) => Calendar

/**
 * The clocks of a ticket by how it stands at the end of its life: for each thing promised the most specific policy that promises
 * it, over the whole life. A clock between teams is there once per team that had the ticket, a supplier's once per agreement under
 * which one had it; where none had it by name, once for any third party.
 */
export function targetsOf(life: Life, policies: readonly Policy[], calendarOf: CalendarOf): readonly Target[] {
  const facts = endOf(life)
  const of = (kind: Kind, team: string | null, agreement: string | null = null): readonly Target[] => {
    const chosen = metrics.flatMap((metric) => {
      const policy = choose(policies, { facts: { ...facts, team }, kind, metric, agreement })?.policy
      const time = policy?.times[metric]
      return policy && time ? [{ policy, metric, time }] : []
    })
    const isAfterResponse = chosen.some(({ metric }) => metric === 'response')
    return chosen.map(({ policy, metric, time }) => {
      const calendar = calendarOf(policy.calendar)
      const whose = kind === 'ola' ? team : null
      return {
        ...{ policy: policy.id, kind, metric, calendar, seconds: secondsOf(time, calendar), team: whose, agreement },
        isAfterResponse: isAfterResponse && metric !== 'response',
        whilePending: whilePending(policy, metric),
      }
    })
  }
  const hasTeams = policies.some(({ kind }) => kind === 'ola')
  const between = hasTeams ? teamsOf(life).flatMap((team) => of('ola', team)) : []
  const hasSuppliers = policies.some(({ kind }) => kind === 'uc')
  const engaged = hasSuppliers ? engagedIn(life) : []
  const bySuppliers = engaged.length > 0 ? engaged.flatMap((one) => of('uc', facts.team, one)) : of('uc', facts.team)
  return [...of('sla', facts.team), ...between, ...bySuppliers]
}

const whilePending = ({ goesOn, standsStill }: Policy, metric: Metric): WhilePending =>
  goesOn.includes(metric) ? 'runs' : standsStill.includes(metric) ? 'pauses' : 'asReason'

const engagedIn = ({ moments }: Life): readonly string[] => [...new Set(moments.flatMap(({ facts }) => facts.engaged))]

const teamsOf = ({ moments }: Life): readonly string[] => [
  ...new Set(moments.flatMap(({ facts }) => (facts.team === null ? [] : [facts.team]))),
]

export interface Asked {
  readonly facts: Facts
  readonly kind: Kind
  readonly metric: Metric
  /** Of a supplier's clock: under which agreement; null or none for any third party. */
  readonly agreement?: string | null
}
export interface Chosen {
  readonly policy: Policy
  /** Others that would hold too, but say less of this ticket. */
  readonly passedOver: readonly Policy[]
}

/** The policy that counts for one thing promised; null when none promises it. */
export function choose(policies: readonly Policy[], { facts, kind, metric, agreement = null }: Asked): Chosen | null {
  let best: Policy | null = null
  const passedOver: Policy[] = []
  for (const policy of policies) {
    if (policy.kind !== kind || !policy.times[metric] || !holds(policy, facts)) continue
    if (kind === 'uc' && !isOwed(policy, agreement)) continue
    if (best === null) best = policy
    else if (isBefore(policy, best, facts)) {
      passedOver.push(best)
      best = policy
    } else passedOver.push(policy)
  }
  return best && { policy: best, passedOver }
}

// A supplier promised nothing that it didn't agree to, unless a policy says that it holds for any.
const isOwed = ({ agreedBy, isForAnySupplier }: Policy, agreement: string | null): boolean =>
  agreedBy.length > 0 ? agreement !== null && agreedBy.includes(agreement) : isForAnySupplier

function holds({ types, priorities, services, units, teams, isForVip }: Policy, facts: Facts): boolean {
  const isIn = (named: readonly string[], value: string | null): boolean =>
    named.length === 0 || (value !== null && named.includes(value))
  return (
    isIn(types, facts.type) &&
    isIn(priorities, facts.priority) &&
    isIn(services, facts.service) &&
    isIn(teams, facts.team) &&
    (units.length === 0 || facts.units.some((unit) => units.includes(unit))) &&
    (!isForVip || facts.isVip)
  )
}

/** What a policy may name, the most telling first: one that names a service goes before any that names none. */
const tellings: readonly { readonly says: string; readonly isNamed: (policy: Policy) => boolean }[] = [
  { says: 'was agreed with this supplier', isNamed: ({ agreedBy }) => agreedBy.length > 0 },
  { says: 'names this service', isNamed: ({ services }) => services.length > 0 },
  { says: 'is for VIPs', isNamed: ({ isForVip }) => isForVip },
  { says: 'names the requester’s unit', isNamed: ({ units }) => units.length > 0 },
  { says: 'names this team', isNamed: ({ teams }) => teams.length > 0 },
  { says: 'names this priority', isNamed: ({ priorities }) => priorities.length > 0 },
  { says: 'names this type of ticket', isNamed: ({ types }) => types.length > 0 },
]

function isBefore(one: Policy, other: Policy, { units }: Facts): boolean {
  for (const { isNamed } of tellings) {
    if (isNamed(one) !== isNamed(other)) return isNamed(one)
  }
  const near = ({ units: named }: Policy): number => units.findIndex((unit) => named.includes(unit))
  return near(one) === near(other) ? one.id < other.id : near(one) < near(other)
}

/** Why a policy counts, in a sentence. */
export function sayChosen({ policy, passedOver }: Chosen): string {
  const said = tellings.filter(({ isNamed }) => isNamed(policy)).map(({ says }) => says)
  const own = said.length > 0 ? `since it ${listed(said)}` : 'which holds for all tickets'
  if (passedOver.length === 0) return `“${policy.name}” counts, ${own}.`
  const others = listed(passedOver.map(({ name }) => `“${name}”`))
  const isTie = passedOver.some((other) => tellings.every(({ isNamed }) => isNamed(other) === isNamed(policy)))
  const why = isTie ? 'that was made later or is for a wider unit' : 'that says less about this ticket'
  return `“${policy.name}” counts, ${own}, before ${others}, ${why}.`
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
