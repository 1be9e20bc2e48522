import { noteAct } from '../acts/act.server.ts'
import { invalid } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import type { ActionHandler } from '../record/action.server.ts'
import { settingsOf } from '../settings/settings.server.ts'
import { DirectorySettings } from './directory.settings.ts'
import { readGroups } from './groups.server.ts'
import { readDirectory } from './ldap.server.ts'

/** Reads the directory and changes nothing; throws Invalid with what is wrong in words. */
export const testDirectory =
  (kernel: Kernel): ActionHandler =>
  async ({ records, tx }) => {
    const settings = await settingsOf(kernel, DirectorySettings)
    const found = await readDirectory(settings, kernel.clock.now())
    if (found.length === 0)
      throw invalid([], 'The directory answers, but nobody is found. Look at the place and the filter.')
    const { groupBase } = settings
    const asked = { places: [groupBase ?? ''], people: found }
    const groups = groupBase === null ? null : (await readGroups(settings, asked)).groups.length
    if (groups === 0)
      throw invalid([], 'People are found, but no group is. Look at the place and the filter of groups.')
    const andGroups = groups === null ? '' : ` and ${groups} groups`
    await noteAct(
      { db: tx, clock: kernel.clock, who: records.who },
      { kind: 'directory.tried', says: `tried the directory, which has ${found.length} people${andGroups}` },
    )
  }
