import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser'
import { api } from '../api.web.ts'

interface Challenge<O> {
  readonly ticket: string
  readonly options: O
}
/** What the browser answered, to be sent on. */
export interface PasskeyAnswer {
  readonly ticket: string
  readonly response: unknown
}

/** Whether this browser, at this address, can use passkeys at all. */
export const knowsPasskeys = (): boolean => window.isSecureContext && browserSupportsWebAuthn()

/** Asks the browser for a passkey: throws `ApiProblem`, and an error with words when the browser gave none. */
export async function askForPasskey(path: string, body?: unknown): Promise<PasskeyAnswer> {
  const { ticket, options } = await api<Challenge<PublicKeyCredentialRequestOptionsJSON>>('POST', path, { body })
  const response = await startAuthentication({ optionsJSON: options }).catch(explain)
  return { ticket, response }
}

/** Asks the browser to make a passkey: throws `ApiProblem`, and an error with words when it made none. */
export async function makePasskey(): Promise<PasskeyAnswer> {
  const path = '/me/passkeys/challenge'
  const { ticket, options } = await api<Challenge<PublicKeyCredentialCreationOptionsJSON>>('POST', path)
  const response = await startRegistration({ optionsJSON: options }).catch(explain)
  return { ticket, response }
}

function explain(error: unknown): never {
  throw new Error(wordsFor(error), { cause: error })
}

function wordsFor(error: unknown): string {
  const code = error instanceof WebAuthnError ? error.code : ''
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return 'This device has a passkey for your account already.'
  if (code === 'ERROR_INVALID_RP_ID' || code === 'ERROR_INVALID_DOMAIN')
    return 'Passkeys don’t work at this address. Open Quarterdeck by its own name, over https.'
  return 'No passkey was given. Try again, or use another way.'
}
