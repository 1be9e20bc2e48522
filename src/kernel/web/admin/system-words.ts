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

/** How long a run took: 'in 40 ms', 'in 2.5 s', 'in 3 min'. */
export function tookText(ms: number): string {
  if (ms < 1000) return `in ${Math.round(ms)} ms`
  if (ms < 60_000) return `in ${(ms / 1000).toFixed(1)} s`
  return `in ${Math.round(ms / 60_000)} min`
}
