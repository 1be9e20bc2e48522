const minuteMs = 60_000

/** When a job of this schedule runs next: '* * * * *', '5 * * * *' or '10 1 * * *', in UTC; null for any other. */
export function nextRun(cron: string | null, now: Date): Date | null {
  const [, minute, hour] = /^(\*|\d{1,2}) (\*|\d{1,2}) \* \* \*$/.exec(cron ?? '') ?? []
  if (minute === undefined || hour === undefined || (minute === '*' && hour !== '*')) return null
  const next = new Date(now)
  next.setUTCSeconds(0, 0)
  if (minute === '*') return new Date(next.getTime() + minuteMs)
  next.setUTCMinutes(Number(minute))
  if (hour === '*') return next > now ? next : new Date(next.getTime() + 60 * minuteMs)
  next.setUTCHours(Number(hour))
  return next > now ? next : new Date(next.getTime() + 24 * 60 * minuteMs)
}
