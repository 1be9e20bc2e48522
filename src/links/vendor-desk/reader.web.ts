import type { Reader } from './their-clock.ts'

/** Whoever sits before this browser, on our side. */
export const forUs = (): Reader => ({
  whose: 'their',
  now: new Date(),
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
})
