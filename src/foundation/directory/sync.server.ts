import { system, type Who } from '../../kernel/access/who.ts'
import { DirectorySettings } from '../../kernel/directory/directory.settings.ts'
import type { DirectoryEntry } from '../../kernel/directory/entry.ts'
import { readDirectory } from '../../kernel/directory/ldap.server.ts'
import { conflict } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { settingsOf } from '../../kernel/settings/settings.server.ts'
import { Person } from '../people/index.ts'
import { closeAccounts, openAccounts } from './accounts.server.ts'
import { writePeople } from './people.server.ts'
import { type Comings, compare, type KnownEntry } from './plan.ts'
import type { SyncReport } from './report.ts'
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
  const begun = { isDryRun, stopped: comings.stop, found: entries.length, leavers: namesOf(comings.leavers) }
  if (comings.stop && !isDryRun) return { ...begun, ...nothing, batch: null }

  const left = isDryRun ? noneLeft(comings) : await letGo(kernel, { comings, telling, by })
  const written = await writePeople({
    records: kernel.store.as(by),
    entries: comings.present,
    known,
    isDryRun,
    telling,
  })
  const counts = { created: written.created, updated: written.updated, left: left.count, back: comings.back.size }
  if (isDryRun) return { ...begun, ...nothing, ...counts, problems: written.problems.slice(0, most), batch: null }

  const back = known.filter(({ key }) => comings.back.has(key)).flatMap(({ recordId }) => recordId ?? [])
  await movePeople(kernel, { ids: back, move: 'return', from: ['left'], by, telling })
  const opening = { entries: comings.present, known, back: comings.back, people: written.people, by }
  const opened = settings.makesAccounts ? await openAccounts(kernel, opening) : noAccounts(known)
  await keepEntries(kernel, { entries: comings.present, people: written.people, accounts: opened.accounts })
  const problems = [...left.problems, ...written.problems, ...opened.problems].slice(0, most)
  const isChanged = Object.values(counts).some((count) => count > 0)
  return { ...begun, ...counts, accountsMade: opened.made, problems, batch: isChanged ? batch : null }
}

const nothing = { created: 0, updated: 0, accountsMade: 0, left: 0, back: 0, problems: [] }
const namesOf = (leavers: readonly KnownEntry[]): readonly string[] => leavers.slice(0, most).map(({ dn }) => dn)
const noneLeft = ({ leavers }: Comings) => ({ count: leavers.length, problems: [] })
const noAccounts = (known: readonly KnownEntry[]) => ({
  accounts: new Map(known.flatMap(({ key, accountId }) => (accountId ? [[key, accountId] as const] : []))),
  made: 0,
  problems: [],
})

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
  return { count: gone.length, problems: [...kept.values()] }
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
