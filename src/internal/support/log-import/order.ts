import type { Defect, LogRow } from './log-row.ts'

/** An event of a ticket with the key by which it is known again. */
export interface LogEvent {
  readonly key: string
  readonly row: LogRow
}

/**
 * The events of one ticket in order: by how often it had been changed, then by time, then as they stand. The same row twice is
 * one event. Says where count and time contradict each other, and where two different events claim the same place.
 */
export function eventsOf(rows: readonly LogRow[]): {
  readonly events: readonly LogEvent[]
  readonly defects: readonly Defect[]
} {
  const defects: Defect[] = []
  const events: LogEvent[] = []
  const seen = new Set<string>()
  const claims = new Map<string, number>()
  let latest: LogRow | null = null
  const hasCounts = rows.every(({ mods }) => mods !== null)
  for (const row of rows.toSorted((a, b) => inOrder(a, b, hasCounts))) {
    const note = noteOn(row)
    const content = contentOf(row)
    if (seen.has(content)) {
      defects.push(
        note('number', row.number, 'The same row stands in the file twice: it counts once.', 'Nothing to do.'),
      )
      continue
    }
    seen.add(content)
    const place = `${row.mods ?? '?'} ${row.at}`
    const claim = (claims.get(place) ?? 0) + 1
    claims.set(place, claim)
    if (latest && row.at < latest.at)
      defects.push(
        note(
          'sys_updated_at',
          row.at,
          `By its count it comes after row ${latest.row}, by its time before it: the count was followed.`,
          'Look whether that is the right order.',
        ),
      )
    else latest = row
    events.push({ key: claim === 1 ? place : `${place} #${claim}`, row })
  }
  return { events, defects }
}

/** Where a count is missing, time alone says what came first. */
function inOrder(a: LogRow, b: LogRow, hasCounts: boolean): number {
  const byCount = hasCounts ? (a.mods ?? 0) - (b.mods ?? 0) : 0
  if (byCount !== 0) return byCount
  return a.at === b.at ? a.row - b.row : a.at < b.at ? -1 : 1
}

const contentOf = ({ row: _, ...content }: LogRow): string => JSON.stringify(content)

const noteOn =
  ({ row, number }: LogRow) =>
  (column: string, value: string, says: string, advice: string): Defect => ({
    ...{ row, ticket: number, column, value, kind: 'note' as const, says, advice },
  })
