/** When a job runs, in words: '10 1 * * *' → 'Daily at 01:10 UTC'; other schedules as they are written. */
export function scheduleText(cron: string | null): string {
  if (cron === null) return 'When asked for'
  const [, minute, hour] = /^(\d{1,2}) (\d{1,2}) \* \* \*$/.exec(cron) ?? []
  return minute && hour ? `Daily at ${hour.padStart(2, '0')}:${minute.padStart(2, '0')} UTC` : cron
}

/** A job's or processor's name as people read it: 'clean-up-files' → 'Clean up files'. */
export function nameText(name: string): string {
  const words = name.replaceAll(/[-_]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What went wrong, from whatever the run left behind. */
export function errorText(error: unknown): string {
  if (typeof error === 'string') return error
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message)
  return error === null || error === undefined ? 'It said nothing.' : JSON.stringify(error)
}
