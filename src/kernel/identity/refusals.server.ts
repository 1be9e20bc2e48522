import type { Db } from '../database/db.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { ShownRefusal } from './wire.ts'

type Needed = Pick<Kernel, 'db' | 'clock' | 'log'>

const [most, longest] = [5, 300]

/** Keeps why somebody wasn't let in by a provider, the last five of each, for whoever sets it up; the log has all. */
export async function keepRefusal({ db, clock, log }: Needed, provider: string, error: unknown): Promise<void> {
  const reason = inShort(error instanceof Error ? error.message : String(error))
  log.warn({ event: 'sign_in_refused', provider, reason }, 'A sign-in by a provider was refused.')
  await db.transaction(async (tx) => {
    await tx.query({
      text: 'insert into identity_refusal (id, provider, at, reason) values ($1, $2, $3, $4)',
      values: [clock.id(), provider, clock.now(), reason],
    })
    await tx.query({
      text: `delete from identity_refusal where provider = $1 and id not in (
        select id from identity_refusal where provider = $1 order by at desc, id desc limit $2)`,
      values: [provider, most],
    })
  })
}

// What a message quotes comes from outside.
const inShort = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .slice(0, longest)
    .toWellFormed()

/** The last of them, newest first. */
export async function refusalsOf({ db }: Pick<Kernel, 'db'>, provider: string): Promise<readonly ShownRefusal[]> {
  const rows = await db.query<{ at: Date; reason: string }>({
    text: 'select at, reason from identity_refusal where provider = $1 order by at desc, id desc',
    values: [provider],
  })
  return rows.map(({ at, reason }) => ({ at: at.toISOString(), reason }))
}

/** Removes what is older: it names people by their e-mail, and nobody sets a provider up for so long. */
export const forgetRefusals = async (db: Db, before: Date): Promise<void> => {
  await db.query({ text: 'delete from identity_refusal where at < $1', values: [before] })
}
