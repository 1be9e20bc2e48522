import { rightsOf } from '../access/abilities.ts'
import { conflict, type Difference } from '../errors.ts'
import { canonical, type Fragment } from '../history/entry.server.ts'
import type { Intent, Stored } from './change.server.ts'
import type { AnyRecord } from './define.ts'
import { type Plain, toPlain } from './fragment.ts'
import { oneOf } from './in-sentence.ts'
import type { Writing } from './outcome.server.ts'

/** Throws Conflict, with each field that stands otherwise now, when the caller saw an older version. */
export async function checkVersion(
  { db, who }: Writing,
  record: AnyRecord,
  { intent, columns, plain }: { intent: Intent; columns: Stored['columns']; plain: Plain },
): Promise<void> {
  if (intent.version === undefined || intent.version === columns.version) return
  const later = await db.query<{ before: Fragment | null }>({
    text: 'select before from history where record_id = $1 and version > $2 order by entry desc',
    values: [columns.id, intent.version],
  })
  const base = toPlain(
    record,
    later.reduce<Fragment>((row, { before }) => ({ ...row, ...before }), columns),
  )
  const yours = intent.deed.kind === 'update' ? intent.deed.set : {}
  throw conflict(
    `This ${oneOf(record)} was changed after you opened it.`,
    differences({ base, theirs: plain, yours }).filter(
      ({ field }) => !rightsOf(who, record).hidden.has(field) && record.fields[field]?.kind !== 'secret',
    ),
  )
}

/** The fields that someone else changed since, or that the caller wants otherwise than they stand now. */
export function differences({
  base,
  theirs,
  yours,
}: {
  base: Plain
  theirs: Plain
  yours: Readonly<Plain>
}): readonly Difference[] {
  const differ = (a: unknown, b: unknown): boolean => canonical(a) !== canonical(b)
  return Object.keys({ ...theirs, ...yours })
    .filter(
      (field) =>
        differ(base[field], theirs[field]) || (Object.hasOwn(yours, field) && differ(yours[field], theirs[field])),
    )
    .map((field) => ({
      field,
      yours: Object.hasOwn(yours, field) ? yours[field] : base[field],
      theirs: theirs[field] ?? null,
      base: base[field] ?? null,
    }))
}
