import type { MeasuredFact } from '../../external/vendors/index.ts'
import { type EngagementFacts, figureOf } from '../facts/facts.ts'

/** A metric that is measured, by what. */
export interface MetricMeasured {
  readonly id: string
  readonly source: MeasuredFact
}
/** A value as it is kept. */
export interface Standing {
  readonly id: string
  readonly engagement: string
  readonly metric: string
  readonly measured: string | null
  readonly says: string | null
  /** Whether somebody entered it. */
  readonly isByHand: boolean
  readonly isArchived: boolean
  /** Whether the system wrote it last. */
  readonly isOurs: boolean
}
export interface Planned {
  readonly create: readonly {
    readonly engagement: string
    readonly metric: string
    readonly period: string
    readonly value: string
    readonly measured: string
    readonly says: string
  }[]
  readonly update: readonly {
    readonly id: string
    readonly set: Readonly<Record<string, string | null>>
  }[]
  /** No longer known: taken away rather than made nothing. */
  readonly archive: readonly string[]
  /** Taken away before, and known again. */
  readonly restore: readonly string[]
}
interface Given {
  readonly metrics: readonly MetricMeasured[]
  readonly facts: Iterable<EngagementFacts>
  readonly known: readonly Standing[]
}

const none: Planned = { create: [], update: [], archive: [], restore: [] }

/**
 * What has to be written so that values say what was measured, and nothing where they do. What somebody entered stays, with the
 * measured figure beside it; what somebody took away stays away.
 */
export function planValues({ metrics, facts, known }: Given): Planned {
  const standing = new Map(known.map((one) => [`${one.engagement} ${one.metric}`, one]))
  return [...facts].reduce<Planned>(
    (plan, one) => metrics.reduce((so, metric) => added(so, planOne(one, metric, standing)), plan),
    none,
  )
}

function planOne(
  facts: EngagementFacts,
  { id: metric, source }: MetricMeasured,
  standing: ReadonlyMap<string, Standing>,
): Partial<Planned> {
  const { engagement, period } = facts
  const { value, says } = figureOf(source, facts)
  const known = standing.get(`${engagement} ${metric}`)
  if (!known) return value === null ? {} : { create: [{ engagement, metric, period, value, measured: value, says }] }
  const { isByHand } = known
  if (value === null) {
    if (known.isArchived || known.measured === null) return {}
    return isByHand ? { update: [{ id: known.id, set: { measured: null } }] } : { archive: [known.id] }
  }
  if (known.isArchived && (isByHand || !known.isOurs)) return {}
  const isThere = known.measured !== null && isSame(known.measured, value) && (isByHand || known.says === says)
  const set: Readonly<Record<string, string | null>> = isByHand ? { measured: value } : { value, measured: value, says }
  return {
    ...(known.isArchived && { restore: [known.id] }),
    ...(!isThere && { update: [{ id: known.id, set }] }),
  }
}

const added = (plan: Planned, one: Partial<Planned>): Planned => ({
  create: [...plan.create, ...(one.create ?? [])],
  update: [...plan.update, ...(one.update ?? [])],
  archive: [...plan.archive, ...(one.archive ?? [])],
  restore: [...plan.restore, ...(one.restore ?? [])],
})

const isSame = (one: string, other: string): boolean => Number(one) === Number(other)
