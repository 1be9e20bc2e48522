import type { DirectoryEntry } from '../../kernel/directory/entry.ts'
import { sameDn } from '../../kernel/directory/entry.ts'
import type { Outcome, Records, Row } from '../../kernel/record/store.server.ts'
import { Person } from '../people/index.ts'
import { differing, fieldsOf, type KnownEntry } from './plan.ts'

/** People by the entries that stand for them, and what became of them. */
export interface WrittenPeople {
  /** Ids of people by key of their entry. */
  readonly people: ReadonlyMap<string, string>
  readonly created: number
  readonly updated: number
  readonly problems: readonly string[]
}
interface Writing {
  readonly records: Records
  readonly entries: readonly DirectoryEntry[]
  readonly known: readonly KnownEntry[]
  readonly isDryRun: boolean
  readonly telling: { readonly reason: string; readonly batch: string }
}

/** Creates and updates people as their entries say, managers last. Rows that the store refuses are told, and the others go through. */
export async function writePeople({ records, entries, known, isDryRun, telling }: Writing): Promise<WrittenPeople> {
  const rows = await everybody(records)
  const rowOf = matcher(rows, known)
  const people = new Map<string, string>()
  const problems: string[] = []
  const taken = new Set<string>()
  const missing: DirectoryEntry[] = []
  const patches: { id: string; set: Readonly<Record<string, unknown>>; entry: DirectoryEntry }[] = []
  for (const entry of entries) {
    const row = rowOf(entry)
    if (!row) missing.push(entry)
    else if (taken.has(row.id)) problems.push(`${entry.dn}: another entry stands for ${row.title} already.`)
    else {
      taken.add(row.id)
      people.set(entry.key, row.id)
      const set = differing(fieldsOf(entry), row)
      if (set) patches.push({ id: row.id, set, entry })
    }
  }
  if (isDryRun) return { people, created: missing.length, updated: patches.length, problems }

  const created = await records.createMany(Person, missing.map(fieldsOf), telling)
  const updated = await records.updateMany(Person, patches, telling)
  created.forEach((outcome, i) => outcome.ok && people.set(missing[i]?.key ?? '', outcome.id))
  problems.push(
    ...refusals(created, missing),
    ...refusals(
      updated,
      patches.map(({ entry }) => entry),
    ),
  )
  problems.push(...(await writeManagers({ records, entries, people, rows, telling })))
  return { people, created: goodOf(created), updated: goodOf(updated), problems }
}

interface Managing extends Pick<Writing, 'records' | 'entries' | 'telling'> {
  readonly people: ReadonlyMap<string, string>
  readonly rows: readonly Row[]
}

async function writeManagers({ records, entries, people, rows, telling }: Managing): Promise<readonly string[]> {
  const byDn = new Map(entries.map(({ dn, key }) => [sameDn(dn), people.get(key)]))
  const managerNow = new Map(rows.map((row) => [row.id, idOf(row.manager)]))
  const patches = entries.flatMap((entry) => {
    const [id, manager] = [people.get(entry.key), entry.managerDn && byDn.get(sameDn(entry.managerDn))]
    if (!id || !manager || id === manager || managerNow.get(id) === manager) return []
    return [{ id, set: { manager }, entry }]
  })
  const outcomes = await records.updateMany(Person, patches, telling)
  return refusals(
    outcomes,
    patches.map(({ entry }) => entry),
  )
}

/** Finds the person whom an entry stands for: the one that it stood for before, else by number, else by e-mail. */
function matcher(rows: readonly Row[], known: readonly KnownEntry[]): (entry: DirectoryEntry) => Row | undefined {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const byNumber = new Map(rows.map((row) => [row.employeeNumber, row]))
  const byEmail = new Map(rows.map((row) => [String(row.email ?? '').toLowerCase(), row]))
  const before = new Map(known.map(({ key, recordId }) => [key, recordId]))
  return ({ key, employeeNumber, email }) =>
    byId.get(before.get(key) ?? '') ??
    (employeeNumber ? byNumber.get(employeeNumber) : undefined) ??
    (email ? byEmail.get(email) : undefined)
}

async function everybody(records: Records): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (let after: string | null = null; ; ) {
    const page = await records.list(Person, {
      limit: 1000,
      columns: ['name', 'email', 'employeeNumber', 'jobTitle', 'phone', 'manager', 'state'],
      ...(after ? { after } : {}),
    })
    rows.push(...page.rows)
    after = page.next
    if (after === null) return rows
  }
}

const idOf = (reference: unknown): string | null => {
  if (typeof reference === 'string') return reference
  return reference ? (reference as { id: string }).id : null
}
const goodOf = (outcomes: readonly Outcome[]): number => outcomes.filter(({ ok }) => ok).length
const refusals = (outcomes: readonly Outcome[], entries: readonly DirectoryEntry[]): readonly string[] =>
  outcomes.flatMap((outcome, i) => (outcome.ok ? [] : [`${entries[i]?.dn}: ${outcome.problem.says}`]))
