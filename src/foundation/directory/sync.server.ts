import { system, type Who } from '../../kernel/access/who.ts'
import { DirectorySettings } from '../../kernel/directory/directory.settings.ts'
import type { DirectoryEntry } from '../../kernel/directory/entry.ts'
import { readDirectory } from '../../kernel/directory/ldap.server.ts'
import { conflict } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { settingsOf } from '../../kernel/settings/settings.server.ts'
import { Person } from '../people/index.ts'
import { closeAccounts, openAccounts } from './accounts.server.ts'
import { followGroups } from './follow-groups.server.ts'
import { writePeople } from './people.server.ts'
import { type Comings, compare, type KnownEntry } from './plan.ts'
import type { Named, SyncReport } from './report.ts'
import { keepRun } from './run.server.ts'

export interface SyncOptions {
  /** Says what would happen and changes nothing. */
  readonly isDryRun?: boolean
  /** The number of leavers that somebody looked at and confirmed. */
  readonly confirmed?: number | null
}
const most = 100

/** Reads the directory and makes people and accounts follow it; leavers first, so that their sessions end soonest. One run at a time: throws Conflict while another one is at it. */
export async function syncDirectory(kernel: Kernel, options: SyncOptions = {}): Promise<SyncReport> {
  return kernel.db.transaction(async (tx) => {
    const [lock] = await tx.query<{ is_ours: boolean }>('select pg_try_advisory_xact_lock(7243010) as is_ours')
    if (!lock?.is_ours) throw conflict('The directory is being read already. Wait until that is done.')
    const report = await sync(kernel, options)
    if (!report.isDryRun) await keepRun(kernel, report)
    return report
  })
}

async function sync(kernel: Kernel, { isDryRun = false, confirmed = null }: SyncOptions): Promise<SyncReport> {
  const settings = await settingsOf(kernel, DirectorySettings)
  const entries = await readDirectory(settings, kernel.clock.now())
  const known = await readKnown(kernel)
  const comings = compare({ entries, known, mostLeavers: settings.mostLeavers, confirmed })
  const batch = kernel.clock.id()
  const telling = { batch, reason: `Read from the directory ${settings.address ?? ''}` }
  const by = system('directory', 'import')
  const begun = { isDryRun, stopped: comings.stop, found: entries.length, leavers: await namesOf(kernel, comings) }
  if (comings.stop && !isDryRun) return { ...begun, ...nothing, batch: null }

  const left = isDryRun ? noneLeft(comings) : await letGo(kernel, { comings, telling, by })
  const doing = { settings, entries: comings.present, known, isDryRun, by, telling }
  const written = await writePeople({ ...doing, records: kernel.store.as(by) })
  if (!isDryRun) await takeBack(kernel, { comings, known, by, telling })
  const opening = { ...doing, back: comings.back, people: written.people }
  const opened = settings.makesAccounts ? await openAccounts(kernel, opening) : noAccounts(known)
  const { people } = written
  if (!isDryRun) await keepEntries(kernel, { entries: comings.present, people, accounts: opened.accounts })
  const followed = await followGroups(kernel, { ...doing, people, opened, left: left.accounts })

  const counts = { created: written.created, updated: written.updated, left: left.count, back: comings.back.size }
  const isChanged = Object.values(counts).some((count) => count > 0) || followed.teams.length > 0
  return {
    ...begun,
    ...counts,
    accountsMade: opened.made.length,
    rolesChanged: followed.roles.length,
    teamsChanged: followed.teams.length,
    who: firstOf({
      ...written.who,
      accountsMade: opened.made.map(({ name, email }) => `${name} (${email})`),
      back: comings.present.filter(({ key }) => comings.back.has(key)).map(({ name }) => name),
      roles: followed.roles,
      teams: followed.teams,
    }),
    problems: [...left.problems, ...written.problems, ...opened.problems, ...followed.problems].slice(0, most),
    batch: isChanged && !isDryRun ? batch : null,
  }
}

const none: Named = { created: [], updated: [], accountsMade: [], back: [], roles: [], teams: [] }
const nothing = {
  ...{ created: 0, updated: 0, accountsMade: 0, left: 0, back: 0, rolesChanged: 0, teamsChanged: 0 },
  who: none,
  problems: [],
}
const firstOf = ({ created, updated, accountsMade, back, roles, teams }: Named): Named => ({
  created: created.slice(0, most),
  updated: updated.slice(0, most),
  accountsMade: accountsMade.slice(0, most),
  back: back.slice(0, most),
  roles: roles.slice(0, most),
  teams: teams.slice(0, most),
})
const noneLeft = ({ leavers }: Comings) => ({
  count: leavers.length,
  accounts: new Map<string, string>(),
  problems: [],
})
const noAccounts = (known: readonly KnownEntry[]) => ({
  accounts: new Map(known.flatMap(({ key, accountId }) => (accountId ? [[key, accountId] as const] : []))),
  made: [],
  problems: [],
})

/** Who leaves, by the name that they have here and the entry that stood for them. */
async function namesOf({ db }: Kernel, { leavers }: Comings): Promise<readonly string[]> {
  const first = leavers.slice(0, most)
  const ids = first.map(({ recordId }) => recordId).filter((id) => id !== null)
  const rows = await db.query<{ id: string; name: string }>({
    text: 'select id, name from person where id = any($1::uuid[])',
    values: [ids],
  })
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return first.map(({ recordId, dn }) => {
    const name = names.get(recordId ?? '')
    return name === undefined ? dn : `${name} (${dn})`
  })
}

const readKnown = ({ db }: Kernel): Promise<readonly KnownEntry[]> =>
  db.query<KnownEntry>(
    'select key, dn, record_id as "recordId", account_id as "accountId", is_gone as "isGone" from directory_entry',
  )

interface Doing {
  readonly by: Who
  readonly telling: { readonly batch: string; readonly reason: string }
}

// Who can't be disabled has not left: it is tried again at the next reading, and told each time.
async function letGo(kernel: Kernel, { comings, by, telling }: Doing & { readonly comings: Comings }) {
  const kept = await closeAccounts(kernel, { leavers: comings.leavers, by })
  const gone = comings.leavers.filter(({ key }) => !kept.has(key))
  const ids = gone.flatMap(({ recordId }) => recordId ?? [])
  await movePeople(kernel, { ids, move: 'leave', from: ['active', 'away'], by, telling })
  await kernel.db.query({
    text: 'update directory_entry set is_gone = true where key = any($1)',
    values: [gone.map(({ key }) => key)],
  })
  const accounts = new Map(gone.flatMap(({ accountId, dn }) => (accountId ? [[accountId, dn] as const] : [])))
  return { count: gone.length, accounts, problems: [...kept.values()] }
}

type TakingBack = Doing & { readonly comings: Comings; readonly known: readonly KnownEntry[] }

async function takeBack(kernel: Kernel, { comings, known, by, telling }: TakingBack): Promise<void> {
  const ids = known.filter(({ key }) => comings.back.has(key)).flatMap(({ recordId }) => recordId ?? [])
  await movePeople(kernel, { ids, move: 'return', from: ['left'], by, telling })
}

interface Moving extends Doing {
  readonly ids: readonly string[]
  readonly move: string
  readonly from: readonly string[]
}

async function movePeople(kernel: Kernel, { ids, move, from, by, telling }: Moving): Promise<void> {
  if (ids.length === 0) return
  const rows = await kernel.db.query<{ id: string }>({
    text: 'select id from person where id = any($1::uuid[]) and state = any($2) and archived_at is null',
    values: [ids, from],
  })
  await kernel.store.as(by).moveMany(
    Person,
    rows.map(({ id }) => id),
    move,
    telling,
  )
}

interface Keeping {
  readonly entries: readonly DirectoryEntry[]
  readonly people: ReadonlyMap<string, string>
  readonly accounts: ReadonlyMap<string, string>
}

async function keepEntries({ db, clock }: Kernel, { entries, people, accounts }: Keeping): Promise<void> {
  const rows = entries.map(({ key, dn }) => ({
    key,
    dn,
    record_id: people.get(key) ?? null,
    account_id: accounts.get(key) ?? null,
  }))
  await db.query({
    text: `insert into directory_entry (key, dn, record_id, account_id, seen_at)
      select key, dn, record_id, account_id, $2 from json_to_recordset($1::json) as e (key text, dn text, record_id uuid, account_id uuid)
      on conflict (key) do update set dn = excluded.dn, record_id = excluded.record_id, account_id = excluded.account_id,
        is_gone = false, seen_at = excluded.seen_at`,
    values: [JSON.stringify(rows), clock.now()],
  })
}
