import { isTimeZone } from '../../../kernel/calendar/time-zone.ts'

/** What is wrong with the time zone of a meeting. */
export const problemOfZone = (timeZone: string | null): { readonly field: 'timeZone'; readonly says: string } | null =>
  timeZone === null || isTimeZone(timeZone)
    ? null
    : { field: 'timeZone', says: `There is no time zone '${timeZone}'. Try Europe/Berlin.` }
