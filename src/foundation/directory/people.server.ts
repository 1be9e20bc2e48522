import { allRows } from '../../kernel/record/all-rows.server.ts'
import type { DirectoryEntry } from '../../kernel/directory/entry.ts'
import { goodOf, refusals } from './outcomes.ts'
import { Person } from '../people/index.ts'
import { type PeoplePlan, planManagers, planPeople } from './people-plan.ts'
import type { KnownEntry } from './plan.ts'
import type { Records } from '../../kernel/record/store.server.ts'

/** People by the entries that stand for them, and what became of them. */
export interface WrittenPeople {
  /** Ids of people by key of their entry; in a dry run, the key itself for who isn't there yet. */
  readonly people: ReadonlyMap<string, string>
  readonly created: number
  readonly updated: number
  readonly who: { readonly created: readonly string[]; readonly updated: readonly string[] }
  readonly problems: readonly string[]
}
interface Writing {
  readonly records: Records
  readonly entries: readonly DirectoryEntry[]
  readonly known: readonly KnownEntry[]
  readonly isDryRun: boolean
  readonly telling: { readonly reason: string; readonly batch: string }
}

const columns = ['name', 'email', 'employeeNumber', 'jobTitle', 'phone', 'manager', 'state']

/** Creates and updates people as their entries say, managers last. Rows that the store refuses are told, and the others go through. */
export async function writePeople({ records, entries, known, isDryRun, telling }: Writing): Promise<WrittenPeople> {
  const rows = await allRows(records, Person, { columns, sort: 'name' })
  const plan = planPeople({ rows, entries, known })
  return isDryRun ? foreseen(plan) : write(records, plan, telling)
}

function foreseen({ people, missing, changes, problems, entries, rows }: PeoplePlan): WrittenPeople {
  // Whoever isn't there yet can't be named by an id; their entry's key does as well.
  const all = new Map([...people, ...missing.map(({ key }) => [key, key] as const)])
  const isNew = new Set(missing.map(({ key }) => key))
  const managers = planManagers({ entries, people: all, rows }).filter(({ entry }) => !isNew.has(entry.key))
  return { people: all, problems, created: missing.length, ...toldOf(missing, [...changes, ...managers]) }
}

async function write(records: Records, plan: PeoplePlan, telling: Writing['telling']): Promise<WrittenPeople> {
  const { missing, changes, entries, rows } = plan
  const people = new Map(plan.people)
  const created = await records.createMany(
    Person,
    missing.map(({ fields }) => fields),
    telling,
  )
  const updated = await records.updateMany(Person, changes, telling)
  created.forEach((outcome, i) => outcome.ok && people.set(missing[i]?.key ?? '', outcome.id))
  const managers = planManagers({ entries, people, rows })
  const moved = await records.updateMany(Person, managers, telling)
  const isNew = new Set(missing.map(({ key }) => key))
  const changed = [...goodOf(updated, changes), ...goodOf(moved, managers)].filter(({ entry }) => !isNew.has(entry.key))
  const made = goodOf(created, missing)
  const problems = [
    ...plan.problems,
    ...refusals(
      created,
      missing.map(({ dn }) => dn),
    ),
    ...refusals(
      updated,
      changes.map(({ entry }) => entry.dn),
    ),
    ...refusals(
      moved,
      managers.map(({ entry }) => entry.dn),
    ),
  ]
  return { people, problems, created: made.length, ...toldOf(made, changed) }
}

/** Each person who changes once, with all that changes of them. */
function toldOf(made: PeoplePlan['missing'], changed: PeoplePlan['changes']) {
  const by = new Map<string, { name: string; says: string[] }>()
  for (const { id, entry, says } of changed) {
    const one = by.get(id) ?? { name: entry.name, says: [] }
    one.says.push(...says)
    by.set(id, one)
  }
  const updated = [...by.values()].map(({ name, says }) => `${name}: ${says.join(', ')}`)
  return { updated: by.size, who: { created: made.map(({ name }) => name), updated } }
}
