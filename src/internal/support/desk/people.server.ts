import { holds } from '../../../kernel/access/rule.ts'
import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { digitsOf } from './phone-digits.ts'

const columns = ['name', 'email', 'phone', 'jobTitle', 'businessUnit', 'location']
const most = 8

/** People who may be calling, by name, e-mail or, where it looks like one, phone number; those who left are not among them. */
export async function findPeople(kernel: Pick<Kernel, 'db' | 'store'>, who: Who, q: string): Promise<readonly Row[]> {
  const filter = { state: ['active', 'away'] }
  const digits = digitsOf(q)
  const ids = digits ? await idsByPhone(kernel, who, digits) : []
  const records = kernel.store.as(who)
  const { rows } =
    ids.length > 0
      ? await records.list('person', { filter: { ...filter, id: [...ids] }, limit: most, columns })
      : await records.list('person', { filter, q, limit: most, columns })
  return rows
}

async function idsByPhone({ db }: Pick<Kernel, 'db'>, who: Who, digits: string): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    text: `select id from person where archived_at is null
        and (regexp_replace(phone, '\\D', '', 'g') like '%' || $1 || '%'
          or ($2 and regexp_replace(mobile, '\\D', '', 'g') like '%' || $1 || '%')) limit ${most}`,
    values: [digits, holds(who, 'person.see_private')],
  })
  return rows.map(({ id }) => id)
}
