/** A contact who is called in an escalation, as far as the order goes. */
export interface OnPath {
  readonly id: string
  readonly name: string
  readonly level: number | null
  /** Seconds from the beginning of the trouble; null is at once. */
  readonly escalateAfter: number | null
  readonly escalateWhen: string | null
  /** The engagements that they are for; none stands for all of the vendor. */
  readonly engagements: readonly string[]
}
/** One level of an escalation: who is called, and when. */
export interface Step {
  readonly level: number
  readonly after: number
  readonly contacts: readonly OnPath[]
  readonly says: string
}

/**
 * The escalation path of an engagement: levels from the lowest, each begun no earlier than the one before. Who is named
 * for the engagement itself comes before, and in place of, who is there for the whole vendor at the same level.
 */
export function escalationPath(contacts: readonly OnPath[], engagement: string | null): readonly Step[] {
  const callable = contacts.filter((each) => each.level !== null && isFor(each, engagement))
  const levels = [...new Set(callable.map(({ level }) => level ?? 0))].toSorted((one, other) => one - other)
  let begun = 0
  return levels.map((level) => {
    const there = mostSpecific(callable.filter((each) => each.level === level))
    begun = Math.max(begun, Math.min(...there.map(({ escalateAfter }) => escalateAfter ?? 0)))
    return { level, after: begun, contacts: there, says: wordsOf(level, begun, there) }
  })
}

/** The step that has been reached a while after the beginning; null where there is no path. */
export const reachedStep = (path: readonly Step[], seconds: number): Step | null =>
  path.findLast(({ after }) => after <= seconds) ?? null

const isFor = ({ engagements }: OnPath, engagement: string | null): boolean =>
  engagements.length === 0 || (engagement !== null && engagements.includes(engagement))

function mostSpecific(contacts: readonly OnPath[]): readonly OnPath[] {
  const own = contacts.filter(({ engagements }) => engagements.length > 0)
  return (own.length > 0 ? own : contacts).toSorted(
    (one, other) => (one.escalateAfter ?? 0) - (other.escalateAfter ?? 0) || one.name.localeCompare(other.name, 'en'),
  )
}

function wordsOf(level: number, after: number, contacts: readonly OnPath[]): string {
  const names = contacts.map(({ name }) => name).join(' or ')
  const reasons = [...new Set(contacts.flatMap(({ escalateWhen }) => escalateWhen ?? []))]
  const when = reasons.length === 0 ? '' : `, when: ${reasons.join('; ')}`
  return `Level ${level}: ${names}, ${after === 0 ? 'at once' : `after ${lengthOf(after)}`}${when}.`
}

function lengthOf(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  const parts = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor((minutes % 1440) / 60), 'hour'],
    [minutes % 60, 'minute'],
  ] as const
  return parts
    .flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`]))
    .join(' and ')
}
