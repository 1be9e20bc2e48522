import type { Kernel } from '../kernel.server.ts'
import { signatureOf } from './guess.ts'
import type { ImportRow } from './import-row.server.ts'
import type { Mapping } from './mapping.ts'

/** Keeps how the columns of such a file were read, for the next file with the same headers. */
export async function rememberMapping(
  { db, clock }: Pick<Kernel, 'db' | 'clock'>,
  { type, headers, mapping }: Pick<ImportRow, 'type' | 'headers' | 'mapping'>,
): Promise<void> {
  await db.query({
    text: `insert into import_mapping (type, signature, mapping, used_at) values ($1, $2, $3, $4)
      on conflict (type, signature) do update set mapping = excluded.mapping, used_at = excluded.used_at`,
    values: [type, signatureOf(headers), JSON.stringify(mapping), clock.now()],
  })
}

/** The mapping that a file with these headers was last imported with. */
export async function recallMapping(
  { db }: Pick<Kernel, 'db'>,
  type: string,
  headers: readonly string[],
): Promise<Mapping | null> {
  const [row] = await db.query<{ mapping: Mapping }>({
    text: 'select mapping from import_mapping where type = $1 and signature = $2',
    values: [type, signatureOf(headers)],
  })
  return row?.mapping ?? null
}
