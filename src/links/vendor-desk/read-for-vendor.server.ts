import type { Db } from '../../kernel/database/db.server.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { type ForVendor, forVendor, type Kept, type Said } from './for-vendor.ts'
import type { Standing } from './standing.server.ts'

type Around = Pick<Standing, 'id' | 'ticket' | 'number' | 'subject' | 'told' | 'shares'>

/** All that a vendor sees of a ticket that they have. */
export async function readForVendor(db: Db, standing: Around): Promise<ForVendor> {
  const { id, ticket, shares, number, subject, told } = standing
  const [[row], ticketSaid, ticketFiles, said, files] = await Promise.all([
    db.query<{ description: string | null }>({
      text: 'select description from ticket where id = $1',
      values: [ticket],
    }),
    db.query<SaidRow>({ text: ticketSaidSql, values: [ticket, shares.comments] }),
    db.query<KeptRow>({
      text: `${filesSql} where record_id = $1 and id = any($2::uuid[]) order by at, id`,
      values: [ticket, shares.files],
    }),
    db.query<SaidRow>({ text: saidSql, values: [id] }),
    db.query<KeptRow>({ text: `${filesSql} where record_id = $1 order by at, id limit 200`, values: [id] }),
  ])
  return forVendor({
    ...{ number, subject, told, shares },
    ticket: { description: row?.description ?? null, comments: ticketSaid.map(saidOf), files: ticketFiles.map(keptOf) },
    ...{ comments: said.map(saidOf), files: files.map(keptOf) },
  })
}

/** One of the files that a vendor sees. Throws NotFound for every other. */
export async function openForVendor(kernel: Pick<Kernel, 'db' | 'files'>, standing: Around, file: string) {
  const { files } = await readForVendor(kernel.db, standing)
  if (!files.some(({ id }) => id === file)) throw notFound('This file')
  const [found] = await kernel.db.query<{ name: string; type: string; size: string; sha256: string }>({
    text: 'select name, type, size, sha256 from file where id = $1',
    values: [file],
  })
  if (!found) throw notFound('This file')
  return { ...found, size: Number(found.size), open: () => kernel.files.read(found.sha256) }
}

interface SaidRow extends Omit<Said, 'at'> {
  readonly at: Date
}
const saidOf = ({ at, ...said }: SaidRow): Said => ({ ...said, at: at.toISOString() })
interface KeptRow extends Omit<Kept, 'size'> {
  readonly size: string | number
}
const keptOf = ({ id, name, size }: KeptRow): Kept => ({ id, name, size: Number(size) })

const filesSql = 'select id, name, size from file'
const columns = `c.id, c.at, coalesce(a.name, c.by_name) as by, c.text, c.is_internal as "isInternal",
  c.removed_at is not null as "isRemoved"`
// Who wrote by mail has no account and counts as somebody who asked, so that no name goes out by mistake.
const ticketSaidSql = `select ${columns}, case when a.self is null or a.self = any(array[t.requester, t.requested_for] || t.participants)
    then 'asker' else 'us' end as side
  from comment c join ticket t on t.id = c.record_id left join account a on a.id = c.account_id
  where c.record_id = $1 and c.id = any($2::uuid[]) order by c.at, c.id`
const saidSql = `select ${columns}, case when a.id is null or exists (select from vendor_contact v where v.id = a.self)
    then 'vendor' else 'us' end as side
  from comment c left join account a on a.id = c.account_id where c.record_id = $1 order by c.at, c.id limit 500`
