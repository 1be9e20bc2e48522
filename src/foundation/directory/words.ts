import type { SyncReport } from './report.ts'

/** What a reading did, or would do, in one sentence. */
export function reportText({
  isDryRun,
  stopped,
  found,
  created,
  updated,
  accountsMade,
  left,
  back,
  rolesChanged,
  teamsChanged,
}: SyncReport): string {
  const parts = [
    count(created, 'new person', 'new people'),
    count(updated, 'change', 'changes'),
    count(accountsMade, 'new account', 'new accounts'),
    count(left, 'leaver disabled', 'leavers disabled'),
    count(back, 'is back', 'are back'),
    count(rolesChanged, 'role given or taken', 'roles given or taken'),
    count(teamsChanged, 'team changed', 'teams changed'),
  ].filter((part) => part !== null)
  const entries = `${found.toLocaleString('en')} ${found === 1 ? 'entry' : 'entries'}`
  if (stopped) return `${entries} read, and nothing changed.`
  if (parts.length === 0) return `${entries} read: nobody differs from what is here.`
  return `${entries} read: ${parts.join(', ')}${isDryRun ? ' – if it were read in earnest' : ''}.`
}

const count = (many: number, one: string, more: string): string | null =>
  many === 0 ? null : `${many.toLocaleString('en')} ${many === 1 ? one : more}`

/** How many leavers a stopped reading found, to be confirmed; null where that isn't why it stopped. */
export function leaversToConfirm({ stopped }: Pick<SyncReport, 'stopped'>): number | null {
  const match = /^(\d+) of \d+ would be disabled/.exec(stopped ?? '')
  return match ? Number(match[1]) : null
}
