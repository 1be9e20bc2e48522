import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord, RecordType, RowOf } from '../record/define.ts'
import type { Fields } from '../record/field.ts'
import { columnOf, storedFields } from '../record/registry.ts'
import type { Row } from '../record/store.server.ts'

type Needed = Pick<Kernel, 'db' | 'store' | 'registry' | 'sealer'>

/** The values of a group of settings, secrets opened: for the server's own use, never to be sent to anyone. */
export async function settingsOf<N extends string, F extends Fields>(
  kernel: Needed,
  { name }: Pick<RecordType<N, F>, 'name' | 'fields'>,
): Promise<RowOf<RecordType<N, F>>> {
  const record = kernel.registry.record(name)
  const row = await settingsRow(kernel, record)
  const secrets = storedFields(record).filter(([field, { kind }]) => kind === 'secret' && row[field] !== null)
  if (secrets.length === 0) return row as unknown as RowOf<RecordType<N, F>>
  const columns = secrets.map(([field]) => `${columnOf(field)} as "${field}"`).join(', ')
  const [sealed = {}] = await kernel.db.query<Record<string, string>>({
    text: `select ${columns} from ${name} where id = $1`,
    values: [row.id],
  })
  const opened = Object.entries(sealed).map(([field, value]) => [field, kernel.sealer.open(value)])
  return { ...row, ...Object.fromEntries(opened) } as unknown as RowOf<RecordType<N, F>>
}

/** The one row of a group of settings; made with its defaults when there is none yet, by whichever process comes first. */
export async function settingsRow({ store }: Pick<Kernel, 'store'>, record: AnyRecord): Promise<Row> {
  const records = store.asSystem('settings')
  const found = await records.list(record, { limit: 1 })
  if (found.rows[0]) return found.rows[0]
  try {
    return await records.create(record, {}, { reason: 'Settings begin with their defaults.' })
  } catch (error) {
    const [made] = (await records.list(record, { limit: 1 })).rows
    if (made) return made
    throw error
  }
}
