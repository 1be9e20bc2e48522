/** The day that lies that many days from now, `YYYY-MM-DD`. */
export const dayOf = (now: Date, days: number): string =>
  new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
