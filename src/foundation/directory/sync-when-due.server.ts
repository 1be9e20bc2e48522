import { DirectorySettings } from '../../kernel/directory/directory.settings.ts'
import { Failure } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { settingsOf } from '../../kernel/settings/settings.server.ts'
import { syncDirectory } from './sync.server.ts'

/** Reads the directory when its settings say so; asked once a minute. A directory that is away is tried again the next time. */
export async function syncWhenDue(kernel: Kernel): Promise<void> {
  const { syncs, address } = await settingsOf(kernel, DirectorySettings)
  const isDue = syncs === 'each_minute' || (syncs === 'each_hour' && kernel.clock.now().getUTCMinutes() === 0)
  if (!isDue || address === null) return
  try {
    const { stopped } = await syncDirectory(kernel)
    if (stopped) kernel.log.warn({ event: 'directory_stopped' }, stopped)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    kernel.log.warn({ event: 'directory_trouble', says: error.message }, 'The directory could not be read.')
  }
}
