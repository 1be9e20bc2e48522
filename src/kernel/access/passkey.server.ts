import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Db } from '../database/db.server.ts'
import { conflict, Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { issueTicket, spendTicket } from './ticket.server.ts'

type Needed = Pick<Kernel, 'db' | 'clock' | 'url' | 'log'>

/** What the browser is asked, and the ticket to come back with. */
export interface Challenge<O> {
  readonly ticket: string
  readonly options: O
}
/** What the browser answered. */
export interface Answer<R> {
  readonly ticket: string
  readonly response: R
}

const minutes = 5
const mostPasskeys = 20
const issuer = 'Quarterdeck'

/** Asks a browser to make a passkey for an account. Throws Conflict when it has twenty. */
export async function offerPasskey(
  kernel: Needed,
  { account, name, email }: { readonly account: string; readonly name: string; readonly email: string },
): Promise<Challenge<PublicKeyCredentialCreationOptionsJSON>> {
  const known = await credentialsOf(kernel.db, account)
  if (known.length >= mostPasskeys) throw conflict(`An account has ${mostPasskeys} passkeys at most. Remove one first.`)
  const options = await generateRegistrationOptions({
    rpName: issuer,
    rpID: hostOf(kernel.url),
    userName: email,
    userDisplayName: name,
    userID: new TextEncoder().encode(account),
    attestationType: 'none',
    excludeCredentials: [...known],
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const about = { challenge: options.challenge, account }
  return { ticket: await issueTicket(kernel, { purpose: 'passkey-new', about, minutes }), options }
}

/** A passkey that a browser made, proven to be for this account and this address. */
export interface NewPasskey {
  readonly credentialId: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
  readonly isSynced: boolean
}

/** Checks what the browser made. Throws Invalid when it doesn't answer what was asked. */
export async function checkNewPasskey(
  kernel: Needed,
  account: string,
  { ticket, response }: Answer<unknown>,
): Promise<NewPasskey> {
  const asked = await spendTicket(kernel, { purpose: 'passkey-new', ticket })
  if (!asked || asked['account'] !== account) throw tooLate()
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON,
    expectedChallenge: asked['challenge'] ?? '',
    expectedOrigin: originOf(kernel.url),
    expectedRPID: hostOf(kernel.url),
    requireUserVerification: true,
  }).catch((error: unknown) => refuse(kernel, error))
  if (!verified) throw unproven()
  const { credential, credentialDeviceType } = registrationInfo
  return {
    credentialId: credential.id,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: (credential.transports ?? []).map(String).slice(0, 10),
    isSynced: credentialDeviceType === 'multiDevice',
  }
}

/** Asks a browser for a passkey: any that it has for this address, or one of an account's. */
export async function askForPasskey(
  kernel: Needed,
  account: string | null = null,
): Promise<Challenge<PublicKeyCredentialRequestOptionsJSON>> {
  const known = account ? await credentialsOf(kernel.db, account) : []
  const options = await generateAuthenticationOptions({
    rpID: hostOf(kernel.url),
    userVerification: 'required',
    ...(account ? { allowCredentials: [...known] } : {}),
  })
  const about = { challenge: options.challenge, ...(account ? { account } : {}) }
  return { ticket: await issueTicket(kernel, { purpose: 'passkey-in', about, minutes }), options }
}

/** The account whose passkey the browser used. Throws Forbidden 401 when it proves nothing, or was copied. */
export async function checkPasskey(
  kernel: Needed,
  { ticket, response }: Answer<unknown>,
  expected: string | null = null,
): Promise<string> {
  const asked = await spendTicket(kernel, { purpose: 'passkey-in', ticket })
  if (!asked || (asked['account'] ?? null) !== expected) throw tooLate()
  const given = response as AuthenticationResponseJSON
  const known = await passkeyBy(kernel.db, String(given.id))
  if (!known || (expected !== null && known.account !== expected)) throw unproven()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: given,
    expectedChallenge: asked['challenge'] ?? '',
    expectedOrigin: originOf(kernel.url),
    expectedRPID: hostOf(kernel.url),
    credential: { id: known.credential_id, publicKey: new Uint8Array(known.public_key), counter: known.counter },
    requireUserVerification: true,
  }).catch((error: unknown) => refuse(kernel, error))
  if (!verified || !(await countUse(kernel, known, authenticationInfo.newCounter))) throw unproven()
  return known.account
}

interface StoredPasskey {
  readonly id: string
  readonly account: string
  readonly credential_id: string
  readonly public_key: Buffer
  readonly counter: number
}

async function passkeyBy(db: Db, credential: string): Promise<StoredPasskey | null> {
  const [row] = await db.query<StoredPasskey>({
    text: 'select id, account_id as account, credential_id, public_key, counter from passkey where credential_id = $1',
    values: [credential],
  })
  return row ?? null
}

// A counter that doesn't grow says that there are two of what should be one; passkeys that count nothing always say 0.
async function countUse({ db, clock }: Needed, { id }: StoredPasskey, counter: number): Promise<boolean> {
  const used = await db.query({
    text: 'update passkey set counter = $2, last_used_at = $3 where id = $1 and (counter < $2 or (counter = 0 and $2 = 0)) returning 1',
    values: [id, counter, clock.now()],
  })
  return used.length > 0
}

async function credentialsOf(db: Db, account: string): Promise<readonly { id: string; transports: string[] }[]> {
  return db.query<{ id: string; transports: string[] }>({
    text: 'select credential_id as id, transports from passkey where account_id = $1 order by created_at',
    values: [account],
  })
}

const hostOf = (url: string): string => new URL(url).hostname
const originOf = (url: string): string => new URL(url).origin

const tooLate = (): Failure =>
  new Failure('Forbidden', 'This took too long, or was sent twice. Begin again.', { status: 401 })
const unproven = (): Failure =>
  new Failure('Forbidden', 'This passkey isn’t known here, or proves nothing. Use another one, or your password.', {
    status: 401,
  })

function refuse({ log }: Needed, error: unknown): never {
  log.warn({ event: 'passkey_refused', error: String(error) }, 'A passkey was refused.')
  throw unproven()
}
