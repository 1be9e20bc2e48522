import { sql } from 'kysely'
import { rightsOf } from '../../../kernel/access/abilities.ts'
import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { askTogether, partOf } from '../../../kernel/traits/part.server.ts'
import { type MetricOfCard, type Scored, scoresOf, type Value } from './history.ts'

type Needs = Pick<Kernel, 'db' | 'registry'>
/** A score with the name of its scorecard. */
export type NamedScore = Scored & { readonly cardName: string }
interface MetricRow extends MetricOfCard {
  readonly cardName: string
}
interface ValueRow extends Value {
  readonly engagement: string
}

const mostValues = 5000

/** The scores of engagements that the caller was seen to reach, by their ids; none for who may not see scorecards. */
export async function scoresFor(
  { db, registry }: Needs,
  who: Who,
  engagements: readonly string[],
): Promise<ReadonlyMap<string, readonly NamedScore[]>> {
  const seen = ['scorecard', 'scorecard_metric', 'scorecard_value'].map(
    (name) => rightsOf(who, registry.record(name)).read,
  )
  if (engagements.length === 0 || seen.some((verdict) => verdict !== true)) return new Map()
  const { metrics, values } = await askTogether(db, {
    metrics: partOf<MetricRow, readonly MetricRow[]>({
      sql: sql`select m.id, m.scorecard as card, c.name as "cardName", m.name, m.nature, m.unit,
          trim_scale(m.weight)::text as weight, m.bands, c.good_from as "goodFrom", c.fair_from as "fairFrom"
        from scorecard_metric m join scorecard c on c.id = m.scorecard
        where m.archived_at is null and m.scorecard in (select n.scorecard from scorecard_value v
          join scorecard_metric n on n.id = v.metric where v.engagement = any(${engagements}::uuid[]))
        order by m.place, m.name, m.id`,
      read: (rows) => rows,
    }),
    values: partOf<ValueRow, readonly ValueRow[]>({
      sql: sql`select v.id, v.says, v.engagement, v.period, v.metric, trim_scale(v.value)::text as value, trim_scale(v.theirs)::text as theirs
        from scorecard_value v where v.engagement = any(${engagements}::uuid[]) and v.archived_at is null
        order by v.period desc, v.id limit ${mostValues}`,
      read: (rows) => rows,
    }),
  })
  const names = new Map(metrics.map(({ card, cardName }) => [card, cardName]))
  const named = (score: Scored): NamedScore => ({ ...score, cardName: names.get(score.card) ?? '' })
  const of = (engagement: string) => values.filter((value) => value.engagement === engagement)
  return new Map(engagements.map((id) => [id, scoresOf(metrics, of(id)).map(named)]))
}
