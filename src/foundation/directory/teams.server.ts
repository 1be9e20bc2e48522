import type { DirectoryEntry } from '../../kernel/directory/entry.ts'
import type { DirectoryGroup } from '../../kernel/directory/groups.ts'
import type { ReadGroups } from '../../kernel/directory/groups.server.ts'
import { isUnder } from '../../kernel/directory/groups.ts'
import { allRows } from '../../kernel/record/all-rows.server.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import type { Records, Row } from '../../kernel/record/store.server.ts'
import { Team } from '../teams/index.ts'
import { goodOf, refusals } from './outcomes.ts'
import type { KnownEntry } from './plan.ts'
import { planTeams, type TeamPlan } from './team-plan.ts'

interface Keeping {
  readonly records: Records
  readonly read: ReadGroups
  /** Where the groups are that are teams; null where none is. */
  readonly base: string | null
  readonly entries: readonly DirectoryEntry[]
  /** Ids of people by key of their entry. */
  readonly people: ReadonlyMap<string, string>
  readonly known: readonly KnownEntry[]
  readonly isDryRun: boolean
  readonly telling: { readonly reason: string; readonly batch: string }
}
interface Kept {
  /** Which teams change, and how, in a few words each. */
  readonly teams: readonly string[]
  readonly problems: readonly string[]
}

/** Makes teams of groups and keeps who is in them. Nothing is deleted: a team whose group is gone stays as it is. */
export async function keepTeams({ db }: Pick<Kernel, 'db'>, keeping: Keeping): Promise<Kept> {
  const { records, read, base, people, known, isDryRun, telling } = keeping
  const before = await db.query<{ key: string; record_id: string }>('select key, record_id from directory_group')
  const groups = base === null ? [] : read.groups.filter((group) => isTeam(group, base))
  if (groups.length === 0 && (before.length === 0 || base !== null))
    return { teams: [], problems: emptyOf(before, base) }
  const ofDirectory = new Set([...known.map(({ recordId }) => recordId), ...people.values()])
  const rows = await allRows(records, Team, { columns: ['name', 'members'], sort: 'name' })
  const plan = planTeams({
    groups,
    members: new Map(groups.map(({ key }) => [key, idsIn(read, key, people)])),
    rows,
    nameOf: namesOf(keeping, rows),
    known: new Map(before.map(({ key, record_id }) => [key, record_id])),
    isOfDirectory: (id) => ofDirectory.has(id),
  })
  return isDryRun ? toldOf(plan, plan) : write({ db }, { plan, records, telling })
}

// One that is known only from what people say has no list of its own.
const isTeam = ({ key, dn }: DirectoryGroup, base: string): boolean => !key.startsWith('dn:') && isUnder(dn, base)
const emptyOf = (before: readonly unknown[], base: string | null): readonly string[] =>
  base === null || before.length === 0 ? [] : [`No group was found under ${base}, so that teams stay as they are.`]
const idsIn = ({ members }: ReadGroups, key: string, people: ReadonlyMap<string, string>): readonly string[] =>
  [...(members.get(key) ?? [])].flatMap((entry) => people.get(entry) ?? [])

/** What people are called: by their entry, else as the team that they leave has them. */
function namesOf({ entries, people }: Keeping, rows: readonly Row[]): (person: string) => string {
  const inTeams = rows.flatMap(({ members }) => (Array.isArray(members) ? (members as readonly unknown[]) : []))
  const known = inTeams.flatMap((one) => (isTitled(one) ? [[one.id, one.title] as const] : []))
  const names = new Map([...known, ...entries.map(({ key, name }) => [people.get(key) ?? '', name] as const)])
  return (person) => names.get(person) ?? 'somebody'
}
const isTitled = (one: unknown): one is { readonly id: string; readonly title: string } =>
  typeof one === 'object' && one !== null && 'id' in one && 'title' in one

interface Writing extends Pick<Keeping, 'records' | 'telling'> {
  readonly plan: TeamPlan
}

async function write({ db }: Pick<Kernel, 'db'>, { plan, records, telling }: Writing): Promise<Kept> {
  const { missing, changes, left } = plan
  const created = await records.createMany(
    Team,
    missing.map(({ fields }) => fields),
    telling,
  )
  const updated = await records.updateMany(Team, changes, telling)
  const teams = new Map(plan.teams)
  created.forEach((outcome, i) => outcome.ok && teams.set(missing[i]?.group.key ?? '', outcome.id))
  await db.query({
    text: `insert into directory_group (key, record_id) select key, record_id from json_to_recordset($1::json) as g (key text, record_id uuid)
      on conflict (key) do update set record_id = excluded.record_id`,
    values: [JSON.stringify([...teams].map(([key, record_id]) => ({ key, record_id })))],
  })
  await db.query({ text: 'delete from directory_group where key = any($1)', values: [left.map(({ key }) => key)] })
  const dnsOf = (all: readonly { readonly group: DirectoryGroup }[]) => all.map(({ group }) => group.dn)
  const refused = [...refusals(created, dnsOf(missing)), ...refusals(updated, dnsOf(changes))]
  return toldOf(
    { ...plan, problems: [...plan.problems, ...refused] },
    { missing: goodOf(created, missing), changes: goodOf(updated, changes) },
  )
}

const toldOf = ({ left, problems }: TeamPlan, done: Pick<TeamPlan, 'missing' | 'changes'>): Kept => ({
  teams: [
    ...[...done.missing, ...done.changes].map(({ says }) => says),
    ...left.filter(({ name }) => name !== '').map(({ name }) => `${name}: no longer a group, stays as it is`),
  ],
  problems,
})
