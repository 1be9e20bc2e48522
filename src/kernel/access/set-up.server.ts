import type { Db } from '../database/db.server.ts'
import { Failure, notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { createAccount } from './accounts.server.ts'
import { hashCode, newCode } from './one-time-code.server.ts'
import { administrator, ensureRoles } from './roles.server.ts'

const identifier = 'set-up'
const validMs = 7 * 86_400_000

/** Whether nobody can administer this installation yet. */
export async function needsSetUp(db: Db): Promise<boolean> {
  const [row] = await db.query({ text: 'select 1 from account where roles @> $1 limit 1', values: [[administrator]] })
  return row === undefined
}

/** A fresh one-time code for the set-up page, replacing any before; null once there is an administrator. Only its hash is stored. */
export async function prepareSetup({
  db,
  clock,
}: Pick<Kernel, 'db' | 'clock'>): Promise<{ readonly code: string } | null> {
  if (!(await needsSetUp(db))) return null
  const code = newCode()
  const now = clock.now()
  await db.transaction(async (tx) => {
    await tx.query({ text: 'delete from verification where identifier = $1', values: [identifier] })
    await tx.query({
      text: 'insert into verification (id, identifier, value, expires_at, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)',
      values: [clock.id(), identifier, hashCode(code), new Date(now.getTime() + validMs), now],
    })
  })
  return { code }
}

/** Creates the first administrator and uses the code up. Throws NotFound once there is one, Forbidden for a wrong or old code. */
export async function setUp(
  { db, clock }: Pick<Kernel, 'db' | 'clock'>,
  given: { code: string; name: string; email: string; password: string },
): Promise<string> {
  return db.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock(7243002)')
    if (!(await needsSetUp(tx))) throw notFound('The set-up page')
    const used = await tx.query({
      text: 'delete from verification where identifier = $1 and value = $2 and expires_at > $3 returning id',
      values: [identifier, hashCode(given.code), clock.now()],
    })
    if (used.length === 0)
      throw new Failure(
        'Forbidden',
        'This code is not right, or no longer. The start of the program prints the one to use.',
        { status: 403 },
      )
    await ensureAdministrator(tx)
    return createAccount({ db: tx, clock }, { ...given, roles: [administrator] })
  })
}

async function ensureAdministrator(tx: Db): Promise<void> {
  const [role] = await tx.query({ text: 'select 1 from role where name = $1', values: [administrator] })
  if (!role)
    await ensureRoles(tx, [
      { name: administrator, label: 'Administrator', about: 'May do everything.', permissions: ['*'] },
    ])
}
