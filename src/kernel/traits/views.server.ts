import { holds } from '../access/rule.ts'
import { rightsOf } from '../access/abilities.ts'
import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { forbidden, invalid, notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import type { NewView, SavedView } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'clock' | 'registry'>
const mostViews = 200

interface ViewRow {
  readonly id: string
  readonly type: string
  readonly account_id: string
  readonly name: string
  readonly is_shared: boolean
  readonly settings: Readonly<Record<string, unknown>>
}
const columns = 'id, type, account_id, name, is_shared, settings'

/** The caller's own views of one record type, and those shared with everyone, by name. What they show is up to each reader's own access. */
export async function listViews({ db, registry }: Needs, who: Who, type: string): Promise<readonly SavedView[]> {
  const record = registry.records.find((one) => one.name === type)
  if (!record || rightsOf(who, record).read === false) return []
  const rows = await db.query<ViewRow>({
    text: `select ${columns} from saved_view where type = $1 and (account_id = $2 or is_shared) order by lower(name), id limit $3`,
    values: [type, who.account, 2 * mostViews],
  })
  return rows.map((row) => viewOf(row, who))
}

/** Saves a view. Sharing it needs `view.share`. */
export async function saveView({ db, clock, registry }: Needs, who: Who, view: NewView): Promise<SavedView> {
  mayShare(who, view.isShared)
  if (!registry.records.some((record) => record.name === view.type))
    throw invalid([{ field: 'type', says: `No record is named '${view.type}'.` }])
  const [row] = await db.query<ViewRow>({
    text: `insert into saved_view (id, type, account_id, name, is_shared, settings, created_at, updated_at)
      select $1, $2, $3::uuid, $4, $5, $6, $7, $7 where (select count(*) from saved_view where account_id = $3::uuid) < $8 returning ${columns}`,
    values: [
      clock.id(),
      view.type,
      who.account,
      view.name,
      view.isShared ?? false,
      JSON.stringify(view.settings),
      clock.now(),
      mostViews,
    ],
  })
  if (!row) throw invalid([{ field: 'name', says: `At most ${mostViews} views. Remove some first.` }])
  return viewOf(row, who)
}

/** Changes one's own view. */
export async function changeView(
  { db, clock }: Needs,
  who: Who,
  { id, change }: { id: string; change: Partial<NewView> },
): Promise<SavedView> {
  const before = await ownView(db, who, id)
  if (change.isShared === true && !before.is_shared) mayShare(who, true)
  const [row] = await db.query<ViewRow>({
    text: `update saved_view set name = $2, is_shared = $3, settings = $4, updated_at = $5 where id = $1 returning ${columns}`,
    values: [
      id,
      change.name ?? before.name,
      change.isShared ?? before.is_shared,
      JSON.stringify(change.settings ?? before.settings),
      clock.now(),
    ],
  })
  if (!row) throw notFound('This view')
  return viewOf(row, who)
}

/** Removes one's own view. */
export async function removeView({ db }: Needs, who: Who, id: string): Promise<void> {
  await ownView(db, who, id)
  await db.query({ text: 'delete from saved_view where id = $1', values: [id] })
}

async function ownView(db: Db, who: Who, id: string): Promise<ViewRow> {
  const [row] = await db.query<ViewRow>({
    text: `select ${columns} from saved_view where id = $1 and (account_id = $2 or is_shared)`,
    values: [id, who.account],
  })
  if (!row) throw notFound('This view')
  if (row.account_id !== who.account) throw forbidden('Only its owner may change a view. Save a copy of your own.')
  return row
}

function mayShare(who: Who, isShared: boolean | undefined): void {
  if (isShared && !holds(who, 'view.share')) throw forbidden("Sharing a view needs the permission 'view.share'.")
}

const viewOf = ({ id, type, account_id, name, is_shared, settings }: ViewRow, who: Who): SavedView => ({
  id,
  type,
  name,
  isShared: is_shared,
  isMine: account_id === who.account,
  settings,
})
