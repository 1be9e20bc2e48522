import type { Db } from '../../../kernel/database/db.server.ts'
import { type Failure, invalid } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Derivation } from '../../../kernel/record/derivation.server.ts'
import type { Plain } from '../../../kernel/record/fragment.ts'
import { checklistWriter } from './add-checklist.server.ts'

/** The states that a vendor reaches only once its checklist is done, by the state that it comes from. */
const needsDone: Readonly<Record<string, string>> = { onboarding: 'active', offboarding: 'exited' }

/** Vendors work nothing out; they are kept from being taken into service, or recorded as exited, while a checklist is open. */
export const vendorDerivation = ({ db }: Pick<Kernel, 'db'>): Derivation => ({
  work: async (rows) => {
    const moving = rows.filter(({ before, after }) => needsDone[String(before?.['state'])] === after['state'])
    const inTheWay = await openChecklists(
      db,
      moving.map(({ after }) => String(after['id'])),
    )
    return rows.map((row): Plain | Failure => {
      const refusal = moving.includes(row) ? inTheWay.get(String(row.after['id'])) : undefined
      return refusal ?? {}
    })
  },
  after: { fields: [], verbs: [] },
  follow: async () => undefined,
})

/** Why vendors can't go on yet, by their ids: tasks of their checklists are open. */
async function openChecklists(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Failure>> {
  if (ids.length === 0) return new Map()
  const rows = await db.query<{ id: string; titles: readonly string[] }>({
    text: `select record_id as id, array_agg(title order by position) as titles from task
      where record_id = any($1::uuid[]) and by_name = $2 and done_at is null group by record_id`,
    values: [ids, checklistWriter.name],
  })
  return new Map(
    rows.map(({ id, titles }) => {
      const [first = '', ...rest] = titles
      const more = rest.length === 0 ? '' : ` and ${rest.length} more`
      return [id, invalid([{ field: 'state', says: `“${first}”${more} must be done, or removed, first.` }])]
    }),
  )
}
