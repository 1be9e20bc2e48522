import type { Who } from '../../access/who.ts'
import type { Kernel } from '../../kernel.server.ts'
import type { AnyRecord, Filter } from '../../record/define.ts'
import { pathOf } from '../../record/registry.ts'
import type { Row } from '../../record/store.server.ts'
import type { FoundFeed } from './feeds.server.ts'
import { type FeedEvent, writeCalendar } from './icalendar.ts'
import { type Moved, movesOf } from './moves.server.ts'

const pageSize = 1000
const mostEvents = 5000

/** What a feed shows at this moment to whoever it belongs to: from a year ago on, at most 5,000 records, archived ones as cancelled. */
export async function feedText(
  kernel: Pick<Kernel, 'db' | 'clock' | 'store' | 'registry' | 'url'>,
  owner: Who,
  feed: FoundFeed,
): Promise<string> {
  const { store, registry, url } = kernel
  const record = registry.record(feed.type)
  const records = store.as(owner)
  const filter: Filter = { [feed.dateField]: { gte: 'today-366d' }, ...feed.filter }
  const columns = [feed.dateField]
  const events: FeedEvent[] = []
  let after: string | undefined
  do {
    const page = await records.list(record, {
      ...{ filter, columns, sort: feed.dateField, limit: pageSize, archived: 'with' },
      ...(after === undefined ? {} : { after }),
    })
    const moved = await movedOn(kernel, record, { rows: page.rows, field: feed.dateField })
    events.push(
      ...page.rows.flatMap((row) => eventOf({ record, row, field: feed.dateField, url, moved: moved.get(row.id) })),
    )
    after = page.next ?? undefined
  } while (after !== undefined && events.length < mostEvents)
  return writeCalendar(feed.name, events)
}

/** What moved of the days of some rows, where they are worked out of other records. */
async function movedOn(
  kernel: Pick<Kernel, 'db' | 'clock'>,
  record: AnyRecord,
  { rows, field }: { readonly rows: readonly Row[]; readonly field: string },
): Promise<ReadonlyMap<string, Moved>> {
  if (record.fields[field]?.options.worked !== 'derived') return new Map()
  const days = rows.flatMap((row) => (typeof row[field] === 'string' ? [[row.id, row[field]] as const] : []))
  return movesOf(kernel, field, new Map(days))
}

interface Shown {
  readonly record: AnyRecord
  readonly row: Row
  readonly field: string
  readonly url: string
  readonly moved: Moved | undefined
}

function eventOf({ record, row, field, url, moved }: Shown): readonly FeedEvent[] {
  const at = row[field]
  if (typeof at !== 'string') return []
  const about = [record.label[0], row.number, row.state].filter(Boolean).join(' · ')
  return [
    {
      uid: `${row.id}-${field}@quarterdeck`,
      title: row.title,
      about,
      url: `${url}/${pathOf(record)}/${row.id}`,
      at: at.length === 10 ? at : new Date(at),
      // Both only ever grow, and so does their sum.
      sequence: row.version + (moved?.moves ?? 0),
      createdAt: new Date(row.createdAt),
      changedAt: laterOf(new Date(row.updatedAt), moved && moved.moves > 0 ? moved.at : null),
      isCancelled: row.archivedAt !== null,
    },
  ]
}

const laterOf = (one: Date, other: Date | null): Date => (other !== null && other > one ? other : one)
