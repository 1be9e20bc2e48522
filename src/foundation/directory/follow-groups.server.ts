import type { Who } from '../../kernel/access/who.ts'
import type { DirectorySettings } from '../../kernel/directory/directory.settings.ts'
import type { DirectoryEntry } from '../../kernel/directory/entry.ts'
import { type ReadGroups, readGroups } from '../../kernel/directory/groups.server.ts'
import { Failure } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { settingsOf } from '../../kernel/settings/settings.server.ts'
import { DirectoryTeamSettings } from './directory-team.settings.ts'
import type { KnownEntry } from './plan.ts'
import { giveRolesOfGroups } from './roles.server.ts'
import { keepTeams } from './teams.server.ts'

interface Following {
  readonly settings: DirectorySettings
  readonly entries: readonly DirectoryEntry[]
  readonly known: readonly KnownEntry[]
  /** Ids of people by key of their entry. */
  readonly people: ReadonlyMap<string, string>
  readonly opened: { readonly accounts: ReadonlyMap<string, string>; readonly made: readonly DirectoryEntry[] }
  /** Names of who left just now, by id of their account. */
  readonly left: ReadonlyMap<string, string>
  readonly isDryRun: boolean
  readonly by: Who
  readonly telling: { readonly reason: string; readonly batch: string }
}
interface Followed {
  readonly roles: readonly string[]
  readonly teams: readonly string[]
  readonly problems: readonly string[]
}

/** Gives roles and keeps teams as the groups of the directory say. Groups that can't be read change nothing: who left is out all the same. */
export async function followGroups(kernel: Kernel, following: Following): Promise<Followed> {
  const { settings, entries, opened, ...rest } = following
  const { base } = await settingsOf(kernel, DirectoryTeamSettings)
  const groupRoles = settings.groupRoles ?? []
  const isAsked = groupRoles.length > 0 || base !== null
  const places = [settings.groupBase, base].filter((place) => place !== null)
  const read = isAsked ? await readOrSay(settings, { places, people: entries }) : noGroups
  if ('says' in read) return { roles: [], teams: [], problems: [`Groups: ${read.says}`] }
  const { accounts, made: newcomers } = opened
  const given = await giveRolesOfGroups(kernel, { ...rest, entries, read, groupRoles, accounts, newcomers })
  const kept = await keepTeams(kernel, { ...rest, entries, records: kernel.store.as(rest.by), read, base })
  return { roles: given.roles, teams: kept.teams, problems: [...given.problems, ...kept.problems] }
}

const noGroups: ReadGroups = { groups: [], members: new Map() }

async function readOrSay(
  settings: DirectorySettings,
  asked: Parameters<typeof readGroups>[1],
): Promise<ReadGroups | { readonly says: string }> {
  try {
    return await readGroups(settings, asked)
  } catch (error) {
    if (error instanceof Failure) return { says: error.problems[0]?.says ?? error.message }
    throw error
  }
}
