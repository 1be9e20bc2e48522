import { readFileSync } from 'node:fs'

/** What an event log of incidents says by itself: read here line by line, with nothing of the product. */
export interface LogFacts {
  readonly tickets: number
  readonly events: number
  readonly finalStates: Readonly<Record<string, number>>
  readonly reopens: number
  readonly reopenedTickets: number
  readonly reassignments: number
  readonly reassignedTickets: number
  readonly inTime: number
  readonly outOfTime: number
  /** Minutes from opening to resolution, by ticket, of those whose resolution the log knows. */
  readonly minutesToResolve: ReadonlyMap<string, number>
  readonly medianMinutes: number
  readonly byGroup: Readonly<Record<string, number>>
  readonly byCategory: Readonly<Record<string, number>>
  readonly byPriority: Readonly<Record<string, number>>
}

export function factsOf(file: string): LogFacts {
  const [head = '', ...lines] = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
  const names = head.split(',')
  const rows = lines
    .filter((line) => line !== '')
    .map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i], cell])))
  const last = new Map<string, Record<string, string>>()
  for (const row of rows) {
    const before = last.get(row['number'] ?? '')
    if (!before || Number(row['sys_mod_count']) >= Number(before['sys_mod_count'])) last.set(row['number'] ?? '', row)
  }
  const final = [...last.values()]
  const sum = (column: string): number => final.reduce((total, row) => total + Number(row[column]), 0)
  const per = (column: string): Record<string, number> => {
    const counts: Record<string, number> = {}
    for (const row of final) counts[row[column] ?? ''] = (counts[row[column] ?? ''] ?? 0) + 1
    return counts
  }
  const minute = (text = ''): number => {
    const [day, month, year, hour, minutes] = text.split(/[- :]/).map(Number)
    return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minutes) / 60_000
  }
  const minutesToResolve = new Map(
    final
      .filter((row) => row['resolved_at'] !== '?')
      .map((row) => [row['number'] ?? '', minute(row['resolved_at']) - minute(row['opened_at'])]),
  )
  const sorted = [...minutesToResolve.values()].toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return {
    tickets: final.length,
    events: rows.length,
    finalStates: per('incident_state'),
    reopens: sum('reopen_count'),
    reopenedTickets: final.filter((row) => row['reopen_count'] !== '0').length,
    reassignments: sum('reassignment_count'),
    reassignedTickets: final.filter((row) => row['reassignment_count'] !== '0').length,
    inTime: final.filter((row) => row['made_sla'] === 'TRUE').length,
    outOfTime: final.filter((row) => row['made_sla'] === 'FALSE').length,
    minutesToResolve,
    medianMinutes: ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2,
    byGroup: per('assignment_group'),
    byCategory: per('category'),
    byPriority: per('priority'),
  }
}
