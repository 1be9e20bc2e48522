import type { Kernel } from '../kernel.server.ts'
import { settingsOf } from '../settings/settings.server.ts'
import { DirectorySettings } from './directory.settings.ts'
import { isPasswordOf } from './ldap.server.ts'

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
