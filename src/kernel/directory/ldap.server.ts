import { isIP } from 'node:net'
import { Client, InvalidCredentialsError } from 'ldapts'
import { Failure, invalid } from '../errors.ts'
import type { DirectorySettings } from './directory.settings.ts'
import { type DirectoryEntry, presets, readEntry } from './entry.ts'

/** What reaching a directory needs, the password opened. */
export type DirectoryAccess = Pick<
  DirectorySettings,
  'address' | 'kind' | 'security' | 'certificate' | 'bindDn' | 'password' | 'base' | 'filter' | 'groupFilter'
>

export const pageSize = 500
const limit = 15_000

/** Reads everybody, a page at a time. Throws a Failure that says what is wrong; never answers with a part. */
export async function readDirectory(access: DirectoryAccess, now: Date): Promise<readonly DirectoryEntry[]> {
  const { base, filter, kind } = mustBeSet(access)
  const preset = presets[kind]
  return withClient(access, async (client) => {
    await bindAsReader(client, access)
    const { searchEntries } = await client.search(base, {
      scope: 'sub',
      filter: filter ?? preset.filter,
      attributes: [...preset.attributes],
      explicitBufferAttributes: kind === 'active_directory' ? [preset.key] : [],
      paged: { pageSize },
    })
    return searchEntries.map((entry) => readEntry(kind, entry, now)).filter((entry) => entry !== null)
  })
}

/** Whether this is the entry's password. An empty one never is, though directories take it for an anonymous bind. Throws when the directory can't be asked. */
export async function isPasswordOf(access: DirectoryAccess, dn: string, password: string): Promise<boolean> {
  if (password === '' || dn === '') return false
  return withClient(access, async (client) => {
    try {
      await client.bind(dn, password)
      return true
    } catch (error) {
      if (error instanceof InvalidCredentialsError) return false
      throw error
    }
  })
}

/** Throws Invalid where it isn’t said whom to ask, or where the people are. */
export function mustBeSet({ address, base, ...rest }: DirectoryAccess) {
  if (address === null) throw invalid([{ field: 'address', says: 'Name a directory and save first.' }])
  if (base === null) throw invalid([{ field: 'base', says: 'Say where the people are.' }])
  return { address, base, ...rest }
}

/** Signs in as the entry that reads. */
export async function bindAsReader(client: Client, { bindDn, password }: DirectoryAccess): Promise<void> {
  if (bindDn === null) return
  if (!password) throw invalid([{ field: 'password', says: 'Give the password that goes with it.' }])
  await client.bind(bindDn, password)
}

/** Opens a way to the directory, encrypted before anything is said over it, and closes it after the work. */
export async function withClient<T>(access: DirectoryAccess, work: (client: Client) => Promise<T>): Promise<T> {
  const { address, security, certificate } = access
  const url = new URL(address ?? '')
  const tls = {
    minVersion: 'TLSv1.2' as const,
    host: url.hostname,
    ...(isIP(url.hostname) === 0 && { servername: url.hostname }),
    ...(certificate && { ca: certificate }),
  }
  const client = new Client({
    url: address ?? '',
    timeout: limit,
    connectTimeout: limit,
    ...(security === 'ldaps' && { tlsOptions: tls }),
  })
  try {
    if (security === 'starttls') await client.startTLS(tls)
    return await work(client)
  } catch (error) {
    throw error instanceof Failure ? error : new Failure('Invalid', directoryTrouble(error), { cause: error })
  } finally {
    await client.unbind().catch(() => undefined) // a connection that is broken is closed
  }
}

/** What went wrong with a directory, in words. */
export function directoryTrouble(error: unknown): string {
  const { code, name, message } = error as { code?: unknown; name?: string; message?: string }
  if (code === 'ECONNREFUSED')
    return 'Nobody answers at this address and port. Is the directory running, and the port right?'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'There is no server of this name.'
  if (/certificate|self.signed|issuer|altnames/i.test(`${String(code)} ${message}`))
    return 'The directory’s certificate can’t be trusted. Give the certificate of the authority that made it, and the name that stands in it.'
  if (name === 'InvalidCredentialsError') return 'The directory refuses the entry that reads, or its password.'
  if (name === 'NoSuchObjectError') return 'There is nothing at the place where the people should be.'
  if (name === 'InsufficientAccessError') return 'The entry that reads may not read there.'
  if (name === 'ConfidentialityRequiredError') return 'The directory wants encryption. Choose StartTLS or ldaps.'
  if (name === 'SizeLimitExceededError')
    return 'The directory gives out a part only. Allow the entry that reads to read all pages.'
  return `The directory says: ${message || name || 'nothing that helps'}`
}
