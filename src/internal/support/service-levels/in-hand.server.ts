import type { Kernel } from '../../../kernel/kernel.server.ts'
import { openStates } from '../tickets/events.ts'
import { eventsOf } from '../tickets/events.server.ts'
import { engagement } from './agreement.ts'
import { openBooks } from './book.server.ts'
import { type InHand, inHandOf } from './in-hand.ts'
import { deal } from './promises.server.ts'

interface Asked {
  /** What was agreed with suppliers, by the ids of those records. */
  readonly agreements: readonly string[]
  readonly from: Date
  readonly until: Date
}

/** So many tickets' histories are read at once. */
const atOnce = 500

/**
 * The tickets that suppliers had in hand under some agreements and that were not over before a stretch of time began, by all
 * that is known of them now; three statements for 500 tickets. An agreement under which no ticket ever was is not among `used`.
 */
export async function inHandUnder(
  kernel: Pick<Kernel, 'db' | 'store' | 'clock' | 'kept'>,
  { agreements, from, until }: Asked,
): Promise<{ readonly inHand: readonly InHand[]; readonly used: ReadonlySet<string> }> {
  if (agreements.length === 0) return { inHand: [], used: new Set() }
  const related = await kernel.db.query<{ agreement: string; tickets: readonly string[] }>({
    text: `select h.record_id as agreement, coalesce(array_agg(distinct t.id) filter (where t.updated_at >= $3 or t.state = any($5::text[])), '{}') as tickets
      from history h join ticket t on t.id = (h.after ->> 'other')::uuid
      where h.record_id = any($1::uuid[]) and h.verb = 'related' and starts_with(h.after ->> 'link', $2) and h.at < $4
        and t.archived_at is null
      group by h.record_id`,
    values: [agreements, engagement, from, until, openStates],
  })
  const known = new Set(agreements)
  const ids = [...new Set(related.flatMap(({ tickets }) => tickets))]
  const book = ids.length === 0 ? null : await openBooks(kernel).fresh()
  const inHand: InHand[] = []
  for (let start = 0; book && start < ids.length; start += atOnce) {
    const events = await eventsOf(kernel.db, ids.slice(start, start + atOnce))
    const dealt = await deal({ db: kernel.db, book, events, now: kernel.clock.now().getTime() })
    for (const [ticket, one] of dealt)
      inHand.push(...inHandOf(ticket, one).filter(({ agreement }) => known.has(agreement)))
  }
  return { inHand, used: new Set(related.map(({ agreement }) => agreement)) }
}
