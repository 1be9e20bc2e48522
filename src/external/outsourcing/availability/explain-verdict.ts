import type { OutageFacts } from './facts.ts'
import type { Finding, Why } from './judge.ts'
import type { AvailabilityTerms, Cause } from './terms.ts'
import { sayCount, sayLength } from './words.ts'

/** What becomes of a stretch of an outage, and why, to go on after when it was: 'counts although it was planned, since …'. */
export function sayVerdict({ outage, verdict, why }: Finding, terms: AvailabilityTerms): string {
  const what = verdict === 'counts' ? 'counts' : verdict === 'excluded' ? 'is excluded' : 'is no downtime'
  const reach = verdict === 'ignored' ? '' : sayReach(outage, terms)
  const reason = reasonOf(why, { terms, cause: outage.cause, agreed: outage.excludedWhy })
  return `${what}${reach}${sayBelow(outage, { verdict, isLast: reason === '' })}${reason}`
}

/** What failed below the service; of what doesn't count, it is said why it doesn't, which would read as that reason. */
function sayBelow(
  { because }: OutageFacts,
  { verdict, isLast }: { readonly verdict: Finding['verdict']; readonly isLast: boolean },
): string {
  return because === null || verdict !== 'counts' ? '' : `, because ${because}${isLast ? '' : ','}`
}

/** How much of the service it hits, where that is counted. */
function sayReach({ users, part }: OutageFacts, { counts }: AvailabilityTerms): string {
  if (counts.is === 'userTime')
    return ` for ${sayCount(BigInt(Math.min(users ?? counts.users, counts.users)))} of ${sayCount(BigInt(counts.users))} users`
  if (counts.is !== 'parts') return ''
  const total = Object.values(counts.weights).reduce((sum, weight) => sum + weight, 0)
  const weight = part !== null && Object.hasOwn(counts.weights, part) ? counts.weights[part] : undefined
  return weight === undefined ? ' for all parts' : ` for ${part ?? ''} (weight ${weight} of ${total})`
}

interface Reasoning {
  readonly terms: AvailabilityTerms
  readonly cause: Cause
  readonly agreed: string | null
}

function reasonOf(why: Why, { terms, cause, agreed }: Reasoning): string {
  const { maintenance } = terms
  switch (why.is) {
    case 'down':
      return ''
    case 'degradation':
      return ', since it worked badly and the contract counts only what did not work'
    case 'agreed':
      return `, as was agreed: ${agreed ?? ''}`
    case 'cause':
      return `, since the cause was ${causeWords[cause]}`
    case 'announced':
      return ', since it was maintenance, announced in time'
    case 'noMaintenance':
      return ' although it was planned, since the contract excuses no maintenance'
    case 'notAnnounced':
      return ' although it was planned, since it was never announced'
    case 'late': {
      const needed = sayHours((maintenance?.noticeHours ?? 0) * 3_600_000)
      const given = why.notice < 0 ? 'only after it began' : `${sayHours(why.notice)} before it began`
      return ` although it was planned, since it was announced ${given} and the contract asks for ${needed}`
    }
    case 'outsideWindow':
      return ' although it was announced, since it lies outside of the hours for maintenance'
    default:
      return ` although it was announced, since the ${sayLength((maintenance?.allowance ?? 0) * 60_000)} of maintenance a month were used up`
  }
}

const sayHours = (milliseconds: number): string =>
  milliseconds < 3_600_000
    ? sayLength(milliseconds)
    : // Cut off: 47.96 h are not said to be the 48 that were asked for.
      `${(Math.floor(milliseconds / 360_000) / 10).toLocaleString('en-GB')} h`

const causeWords: Readonly<Record<Cause, string>> = {
  unknown: 'not known',
  provider: 'the supplier’s',
  customer: 'our own',
  third_party: 'somebody else’s equipment or software',
  internet: 'the internet',
  force_majeure: 'force majeure',
}
