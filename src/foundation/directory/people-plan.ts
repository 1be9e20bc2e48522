import { idsOf } from '../../kernel/access/rule.ts'
import { type DirectoryEntry, sameDn } from '../../kernel/directory/entry.ts'
import { inSentence } from '../../kernel/record/in-sentence.ts'
import { labelOf } from '../../kernel/record/registry.ts'
import { differing, Person } from '../people/index.ts'
import { fieldsOf, type KnownEntry } from './plan.ts'

type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly title: string }
type Values = Readonly<Record<string, unknown>>

interface Missing extends Pick<DirectoryEntry, 'key' | 'dn' | 'name'> {
  readonly fields: Values
}
interface Change {
  readonly id: string
  readonly set: Values
  readonly entry: DirectoryEntry
  /** What changes, in a few words each. */
  readonly says: readonly string[]
}
/** What has to be done so that people are what their entries say. */
export interface PeoplePlan {
  /** Ids of people by key of the entry that stands for them. */
  readonly people: ReadonlyMap<string, string>
  readonly missing: readonly Missing[]
  readonly changes: readonly Change[]
  readonly problems: readonly string[]
  readonly entries: readonly DirectoryEntry[]
  readonly rows: readonly Row[]
}
interface Reading {
  readonly rows: readonly Row[]
  readonly entries: readonly DirectoryEntry[]
  readonly known: readonly KnownEntry[]
}

/** Compares people with the entries that stand for them. */
export function planPeople({ rows, entries, known }: Reading): PeoplePlan {
  const rowOf = matcher(rows, known)
  const people = new Map<string, string>()
  const problems: string[] = []
  const taken = new Set<string>()
  const missing: Missing[] = []
  const changes: Change[] = []
  for (const entry of entries) {
    const row = rowOf(entry)
    const { key, dn, name } = entry
    if (!row) missing.push({ key, dn, name, fields: fieldsOf(entry) })
    else if (taken.has(row.id)) problems.push(`${dn}: another entry stands for ${row.title} already.`)
    else {
      taken.add(row.id)
      people.set(key, row.id)
      const set = differing(fieldsOf(entry), row)
      if (set) changes.push({ id: row.id, set, entry, says: saysOf(set, row) })
    }
  }
  return { people, missing, changes, problems, entries, rows }
}

/** Who gets another manager, once everybody has an id. */
export function planManagers({ entries, people, rows }: Pick<PeoplePlan, 'entries' | 'people' | 'rows'>) {
  const byDn = new Map(entries.map((entry) => [sameDn(entry.dn), entry]))
  const managerNow = new Map(rows.map((row) => [row.id, idsOf(row['manager'])[0]]))
  return entries.flatMap((entry): readonly Change[] => {
    const boss = entry.managerDn === null ? undefined : byDn.get(sameDn(entry.managerDn))
    const [id, manager] = [people.get(entry.key), people.get(boss?.key ?? '')]
    if (!id || !boss || !manager || id === manager || managerNow.get(id) === manager) return []
    return [{ id, set: { manager }, entry, says: [`manager becomes ${boss.name}`] }]
  })
}

const saysOf = (set: Values, row: Row): readonly string[] =>
  Object.entries(set).map(([name, value]) => {
    const label = inSentence(labelOf(name, Person.fields[name as keyof typeof Person.fields]))
    const before = String(row[name] ?? '')
    return before === '' ? `${label} ${String(value)}` : `${label} from ${before} to ${String(value)}`
  })

/** Finds the person whom an entry stands for: the one that it stood for before, else by number, else by e-mail. */
function matcher(rows: readonly Row[], known: readonly KnownEntry[]): (entry: DirectoryEntry) => Row | undefined {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const byNumber = new Map(rows.map((row) => [row['employeeNumber'], row]))
  const byEmail = new Map(rows.map((row) => [String(row['email'] ?? '').toLowerCase(), row]))
  const before = new Map(known.map(({ key, recordId }) => [key, recordId]))
  return ({ key, employeeNumber, email }) =>
    byId.get(before.get(key) ?? '') ??
    (employeeNumber ? byNumber.get(employeeNumber) : undefined) ??
    (email ? byEmail.get(email) : undefined)
}
