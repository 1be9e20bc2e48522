/** When a job runs, in words: '10 1 * * *' → 'Daily at 01:10 UTC', '5 * * * *' → 'Hourly, at 5 past'; other schedules as they are written. */
export function scheduleText(cron: string | null): string {
  if (cron === null) return 'When asked for'
  if (cron === '* * * * *') return 'Every minute'
  const [, minute, hour] = /^(\d{1,2}) (\d{1,2}|\*) \* \* \*$/.exec(cron) ?? []
  if (!minute || !hour) return cron
  if (hour === '*') return minute === '0' ? 'Hourly' : `Hourly, at ${minute} past`
  return `Daily at ${hour.padStart(2, '0')}:${minute.padStart(2, '0')} UTC`
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
