import type { Who } from '../../access/who.ts'
import type { Kernel } from '../../kernel.server.ts'
import type { AnyRecord, Filter } from '../../record/define.ts'
import { pathOf } from '../../record/registry.ts'
import type { Row } from '../../record/store.server.ts'
import type { FoundFeed } from './feeds.server.ts'
import { type FeedEvent, writeCalendar } from './icalendar.ts'

const pageSize = 1000
const mostEvents = 5000

/** What a feed shows at this moment to whoever it belongs to: from a year ago on, at most 5,000 records, archived ones as cancelled. */
export async function feedText(
  { store, registry, url }: Pick<Kernel, 'store' | 'registry' | 'url'>,
  owner: Who,
  feed: FoundFeed,
): Promise<string> {
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
    events.push(...page.rows.flatMap((row) => eventOf({ record, row, field: feed.dateField, url })))
    after = page.next ?? undefined
  } while (after !== undefined && events.length < mostEvents)
  return writeCalendar(feed.name, events)
}

interface Shown {
  readonly record: AnyRecord
  readonly row: Row
  readonly field: string
  readonly url: string
}

function eventOf({ record, row, field, url }: Shown): readonly FeedEvent[] {
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
      sequence: row.version,
      createdAt: new Date(row.createdAt),
      changedAt: new Date(row.updatedAt),
      isCancelled: row.archivedAt !== null,
    },
  ]
}
