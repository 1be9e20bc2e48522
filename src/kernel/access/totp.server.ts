import { Secret, TOTP } from 'otpauth'
import type { Db } from '../database/db.server.ts'
import { conflict } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'

type Needed = Pick<Kernel, 'db' | 'clock' | 'sealer'>

/** What an app on a phone reads from the picture, and the same to type. */
export interface TotpOffer {
  readonly uri: string
  readonly secret: string
}

const period = 30
/** Clocks of phones may be off by one period either way. */
const window = 1

/** Offers a new secret to an account; it counts once a code proves that the app has it. Throws Conflict when an app is set up already. */
export async function offerTotp(
  kernel: Needed,
  { account, email, issuer }: { account: string; email: string; issuer: string },
): Promise<TotpOffer> {
  const secret = new Secret({ size: 20 })
  const stored = await kernel.db.query({
    text: `insert into totp as t (account_id, secret, created_at) values ($1, $2, $3)
      on conflict (account_id) do update set secret = $2, created_at = $3, last_step = null where t.confirmed_at is null returning 1`,
    values: [account, kernel.sealer.seal(secret.base32), kernel.clock.now()],
  })
  if (stored.length === 0) throw conflict('An app for codes is set up already. Remove it first, then set up another.')
  return { uri: generatorOf(secret.base32, { email, issuer }).toString(), secret: secret.base32 }
}

/** Whether a code is the app's own and wasn't used before; a right one is used up. `isOffer`: for the secret that is only offered so far. */
export async function spendCode(
  kernel: Needed,
  account: string,
  code: string,
  { isOffer = false } = {},
): Promise<boolean> {
  const { db, clock, sealer } = kernel
  const [row] = await db.query<{ secret: string }>({
    text: 'select secret from totp where account_id = $1 and (confirmed_at is null) = $2',
    values: [account, isOffer],
  })
  if (!row) return false
  const timestamp = clock.now().getTime()
  const delta = generatorOf(sealer.open(row.secret)).validate({ token: code.replace(/\s/g, ''), timestamp, window })
  if (delta === null) return false
  const step = Math.floor(timestamp / 1000 / period) + delta
  // The condition makes the first of parallel tries with one code the only one that counts.
  const used = await db.query({
    text: 'update totp set last_step = $2 where account_id = $1 and secret = $3 and (last_step is null or last_step < $2) returning 1',
    values: [account, step, row.secret],
  })
  return used.length > 0
}

/** The offered secret becomes the account's own. */
export const confirmTotp = (tx: Db, account: string, now: Date): Promise<unknown> =>
  tx.query({
    text: 'update totp set confirmed_at = $2 where account_id = $1 and confirmed_at is null',
    values: [account, now],
  })

function generatorOf(base32: string, { email = '', issuer = '' }: { email?: string; issuer?: string } = {}): TOTP {
  return new TOTP({ issuer, label: email, algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(base32) })
}
