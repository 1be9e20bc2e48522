import { noteAct } from '../acts/act.server.ts'
import { invalid } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import type { ActionHandler } from '../record/action.server.ts'
import { settingsOf } from '../settings/settings.server.ts'
import { DirectorySettings } from './directory.settings.ts'
import { readDirectory } from './ldap.server.ts'

/** Reads the directory and changes nothing; throws Invalid with what is wrong in words. */
export const testDirectory =
  (kernel: Kernel): ActionHandler =>
  async ({ records, tx }) => {
    const found = await readDirectory(await settingsOf(kernel, DirectorySettings), kernel.clock.now())
    if (found.length === 0)
      throw invalid([], 'The directory answers, but nobody is found. Look at the place and the filter.')
    await noteAct(
      { db: tx, clock: kernel.clock, who: records.who },
      { kind: 'directory.tried', says: `tried the directory, which has ${found.length} people` },
    )
  }
