import { today } from '../../kernel/clock.ts'
import { type Cadence, type MeasuredFact, measuredFacts, periodOf } from '../../external/vendors/index.ts'
import { idsOf } from '../../kernel/access/rule.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { allWritten } from '../../kernel/record/outcome.server.ts'
import type { Records, Row } from '../../kernel/record/store.server.ts'
import { allRows } from '../../kernel/record/all-rows.server.ts'
import { factsOf } from '../facts/facts.server.ts'
import { periodsToMeasure } from './periods-to-measure.ts'
import { type MetricMeasured, type Planned, planValues, type Standing } from './plan-values.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'kept' | 'registry' | 'sealer'>
const why = 'measures scorecards'
const reason = 'Measured by what is known of the period now.'
/** So many engagements are measured at once. */
const atOnce = 100

/**
 * Fills in the measured metrics of all scorecards for the periods that ended, and corrects those of periods that ended not long
 * ago by what became known since. May be repeated: what is right already isn't written again.
 */
export async function measureScorecards(kernel: Needs): Promise<void> {
  const day = today(kernel.clock)
  const records = kernel.store.asSystem(why)
  const cards = await allRows(records, 'scorecard')
  for (const card of cards) {
    const metrics = await metricsOf(kernel, card.id)
    if (metrics.length === 0) continue
    const judged = await allRows(records, 'engagement', {
      filter: { scorecard: card.id, state: ['live', 'ending', 'ended'] },
    })
    for (const period of periodsToMeasure(day, card['cadence'] as Cadence)) {
      const own = judged.filter((row) => isBoughtIn(row, period)).map(({ id }) => id)
      for (let start = 0; start < own.length; start += atOnce)
        await measureFor(kernel, { metrics, engagements: own.slice(start, start + atOnce), period })
    }
  }
}

export interface Measuring {
  readonly metrics: readonly MetricMeasured[]
  readonly engagements: readonly string[]
  readonly period: string
}

/** Writes what was measured for some engagements in a period; resolves to how much of it was new or different. */
export async function measureFor(kernel: Needs, measuring: Measuring): Promise<number> {
  const facts = await factsOf(kernel, measuring)
  const known = await valuesOf(kernel, measuring)
  const plan = planValues({ metrics: measuring.metrics, facts: facts.values(), known: known.map(standingOf) })
  return writePlanned(kernel.store.asSystem(why), plan, known)
}

/** The values of metrics that are kept for some engagements in a period, those that were taken away included. */
export const valuesOf = (
  { store }: Pick<Kernel, 'store'>,
  { metrics, engagements, period }: Measuring,
): Promise<readonly Row[]> =>
  allRows(store.asSystem(why), 'scorecard_value', {
    filter: { engagement: engagements, metric: metrics.map(({ id }) => id), period },
    archived: 'with',
  })

/** Writes what was planned for values as they were read; resolves to how much that was. */
export async function writePlanned(
  records: Records,
  { create, update, archive, restore }: Planned,
  known: readonly Row[],
): Promise<number> {
  const versions = new Map(known.map((row) => [row.id, row.version]))
  const telling = { reason }
  const noun = 'A measured value'
  // A row that is restored has another version; whoever wrote it meanwhile comes first, and the next night sees to it.
  allWritten(noun, await records.restoreMany('scorecard_value', restore, telling))
  const patches = update.map(({ id, set }) => ({
    ...{ id, set },
    ...(restore.includes(id) ? {} : { version: versions.get(id) }),
  }))
  allWritten(noun, await records.updateMany('scorecard_value', patches, telling))
  allWritten(noun, await records.archiveMany('scorecard_value', archive, telling))
  allWritten(noun, await records.createMany('scorecard_value', create, telling))
  return create.length + update.length + archive.length + restore.length
}

/** The metrics of a scorecard that are measured by something. */
export async function metricsOf({ store }: Pick<Kernel, 'store'>, card: string): Promise<readonly MetricMeasured[]> {
  const rows = await allRows(store.asSystem(why), 'scorecard_metric', {
    filter: { scorecard: card, nature: 'measured' },
  })
  return rows.flatMap(({ id, source }) => (isFact(source) ? [{ id, source }] : []))
}

export const isFact = (source: unknown): source is MeasuredFact => measuredFacts.some((fact) => fact === source)

/** Whether an engagement ran on any day of a period. */
function isBoughtIn(row: Row, period: string): boolean {
  const { from, until } = periodOf(period) ?? { from: '', until: '' }
  const [starts, ends] = [row['startsOn'], row['endsOn']]
  return !(typeof starts === 'string' && starts >= until) && !(typeof ends === 'string' && ends < from)
}

export const standingOf = (row: Row): Standing => ({
  id: row.id,
  engagement: idsOf(row['engagement'])[0] ?? '',
  metric: idsOf(row['metric'])[0] ?? '',
  measured: typeof row['measured'] === 'string' ? row['measured'] : null,
  says: typeof row['says'] === 'string' ? row['says'] : null,
  isByHand: row['stood'] !== 'measured',
  isArchived: row.archivedAt !== null,
  isOurs: row.updatedBy === null,
})
