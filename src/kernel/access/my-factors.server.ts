import { conflict, invalid, notFound } from '../errors.ts'
import type { Db } from '../database/db.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { findAccount, mustReach } from './account-checks.server.ts'
import { tellAccount } from './account-history.server.ts'
import { type Answer, checkNewPasskey } from './passkey.server.ts'
import { everyone } from './policy.ts'
import { readPolicy } from './policy.server.ts'
import { makeRecoveryCodes } from './recovery.server.ts'
import { forgetLeftOver, readFactors, removeFactors, waysOf } from './second-factor.server.ts'
import { replaceSession, type Started } from './start-session.server.ts'
import { confirmTotp, spendCode } from './totp.server.ts'
import type { Who } from './who.ts'

type Needed = Pick<Kernel, 'db' | 'clock' | 'log' | 'secret' | 'url' | 'sealer'>

/** Whose second factor changes, and the session they do it in. */
export interface Owner {
  readonly who: Who
  readonly account: string
  readonly session: string
}
/** A second factor that was added: the session goes on under a new token, the others end; recovery codes where there were none. */
export interface Added {
  readonly started: Started
  readonly recoveryCodes: readonly string[] | null
}

/** The offered app becomes a second factor once a code proves that it works. Throws Invalid at `code`. */
export async function addTotp(kernel: Needed, owner: Owner, code: string): Promise<Added> {
  if (!(await spendCode(kernel, owner.account, code, { isOffer: true })))
    throw invalid([
      { field: 'code', says: 'This is not the code that the app should show now. Is the phone’s clock right?' },
    ])
  return added(kernel, owner, async (tx) => {
    await confirmTotp(tx, owner.account, kernel.clock.now())
    await tell(tx, kernel, owner, { verb: 'totp_set' })
  })
}

/** A passkey that a browser made becomes a second factor, and a way to sign in without a password. */
export async function addPasskey(
  kernel: Needed,
  owner: Owner,
  { name, ...answer }: Answer<unknown> & { readonly name: string },
): Promise<Added> {
  const made = await checkNewPasskey(kernel, owner.account, answer)
  const { clock } = kernel
  return added(kernel, owner, async (tx) => {
    const stored = await tx.query({
      text: `insert into passkey (id, account_id, name, credential_id, public_key, counter, transports, is_synced, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (credential_id) do nothing returning 1`,
      values: [
        clock.id(),
        owner.account,
        name,
        made.credentialId,
        Buffer.from(made.publicKey),
        made.counter,
        made.transports,
        made.isSynced,
        clock.now(),
      ],
    })
    if (stored.length === 0) throw conflict('This passkey is in use already.')
    await tell(tx, kernel, owner, { verb: 'passkey_added', after: { name } })
  })
}

async function added(kernel: Needed, owner: Owner, add: (tx: Db) => Promise<void>): Promise<Added> {
  const { who, account, session } = owner
  const recoveryCodes = await kernel.db.transaction(async (tx) => {
    await add(tx)
    await tx.query({ text: 'delete from session where account_id = $1 and id <> $2', values: [account, session] })
    const { recoveryCodes: left } = await readFactors(tx, account)
    return left > 0 ? null : makeRecoveryCodes(tx, { who, clock: kernel.clock }, account)
  })
  return { started: await replaceSession(kernel, session, { isStrong: true }), recoveryCodes }
}

/** Removes the app for codes. Throws NotFound, and Conflict when the owner's role needs what would be gone. */
export const removeTotp = (kernel: Needed, owner: Owner): Promise<void> =>
  removed(kernel, owner, async (tx) => {
    const gone = await tx.query({
      text: 'delete from totp where account_id = $1 and confirmed_at is not null returning 1',
      values: [owner.account],
    })
    if (gone.length === 0) throw notFound('An app for codes')
    await tell(tx, kernel, owner, { verb: 'totp_removed' })
  })

/** Removes a passkey. Throws NotFound, and Conflict when the owner's role needs what would be gone. */
export const removePasskey = (kernel: Needed, owner: Owner, id: string): Promise<void> =>
  removed(kernel, owner, async (tx) => {
    const [gone] = await tx.query<{ name: string }>({
      text: 'delete from passkey where id = $1 and account_id = $2 returning name',
      values: [id, owner.account],
    })
    if (!gone) throw notFound('This passkey')
    await tell(tx, kernel, owner, { verb: 'passkey_removed', before: gone })
  })

async function removed(kernel: Needed, { who, account }: Owner, remove: (tx: Db) => Promise<void>): Promise<void> {
  const { secondFactorFor } = await readPolicy(kernel.db)
  await kernel.db.transaction(async (tx) => {
    await remove(tx)
    if ((await waysOf(tx, account)).length > 0) return
    if ([everyone, ...who.roles].some((role) => secondFactorFor.includes(role)))
      throw conflict('Your role needs a second factor. Add another one first, then remove this one.')
    await forgetLeftOver(tx, account)
    await tx.query({
      text: `update session set is_strong = false where account_id = $1 and method not like '% + provider'`,
      values: [account],
    })
  })
}

/** Gives a passkey another name. Throws NotFound. */
export async function renamePasskey(
  kernel: Needed,
  owner: Owner,
  { id, name }: { id: string; name: string },
): Promise<void> {
  await kernel.db.transaction(async (tx) => {
    const [before] = await tx.query<{ name: string }>({
      text: 'select name from passkey where id = $1 and account_id = $2 for update',
      values: [id, owner.account],
    })
    if (!before) throw notFound('This passkey')
    if (before.name === name) return
    await tx.query({ text: 'update passkey set name = $2 where id = $1', values: [id, name] })
    await tell(tx, kernel, owner, { verb: 'passkey_renamed', before, after: { name } })
  })
}

/** Ten new recovery codes. Throws Conflict when there is no second factor that they could stand in for. */
export async function renewRecoveryCodes(kernel: Needed, { who, account }: Owner): Promise<readonly string[]> {
  return kernel.db.transaction(async (tx) => {
    if ((await waysOf(tx, account)).length === 0)
      throw conflict('Set up a passkey or an app for codes first; recovery codes stand in for them.')
    return makeRecoveryCodes(tx, { who, clock: kernel.clock }, account)
  })
}

/** Takes away every second factor of somebody who lost theirs, and signs them out. Throws NotFound, and Forbidden when the account may do more than `by`. */
export async function resetFactors(
  { db, clock }: Pick<Kernel, 'db' | 'clock'>,
  account: string,
  by: Who,
): Promise<void> {
  await db.transaction(async (tx) => {
    await mustReach(tx, by, await findAccount(tx, account))
    if (await removeFactors(tx, account))
      await tellAccount(tx, { who: by, clock }, { account, verb: 'second_factor_reset' })
  })
}

const tell = (
  tx: Db,
  { clock }: Pick<Kernel, 'clock'>,
  { who, account }: Owner,
  happening: Omit<Parameters<typeof tellAccount>[2], 'account'>,
): Promise<void> => tellAccount(tx, { who, clock }, { account, ...happening })
