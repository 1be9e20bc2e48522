import { administrator } from '../access/roles.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { settingsOf } from '../settings/settings.server.ts'
import { DirectorySettings } from './directory.settings.ts'
import { isPasswordOf } from './ldap.server.ts'

/**
 * Whether the account's password is the directory's business alone, so that one kept here opens nothing: who left there, or was made to
 * change it there, doesn't go on with an old one. Administrators keep theirs, for the day when the directory is away.
 */
export async function leavesPasswordTo(
  kernel: Pick<Kernel, 'db' | 'store' | 'registry' | 'sealer'>,
  account: string,
): Promise<boolean> {
  const [entry] = await kernel.db.query({
    text: `select 1 from directory_entry d join account a on a.id = d.account_id where d.account_id = $1 and not a.roles @> $2`,
    values: [account, [administrator]],
  })
  return entry !== undefined && (await settingsOf(kernel, DirectorySettings)).checksPasswords
}

/** Whether the directory, where it checks passwords, says that this is the account's. Never throws: a directory that can't be asked says no, and the log says why. */
export async function isRightInDirectory(
  kernel: Pick<Kernel, 'db' | 'store' | 'registry' | 'sealer' | 'log'>,
  account: string,
  password: string,
): Promise<boolean> {
  const [entry] = await kernel.db.query<{ dn: string }>({
    text: 'select dn from directory_entry where account_id = $1 and not is_gone',
    values: [account],
  })
  if (!entry) return false
  try {
    const settings = await settingsOf(kernel, DirectorySettings)
    return settings.checksPasswords && (await isPasswordOf(settings, entry.dn, password))
  } catch (error) {
    kernel.log.warn({ err: error }, 'The directory could not be asked for a password.')
    return false
  }
}
