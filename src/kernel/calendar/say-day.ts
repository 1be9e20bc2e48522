const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })

/** A day as it stands within a sentence: '2027-01-05' → '5 Jan 2027'; what is no day stays as it is. */
export const sayDay = (day: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? format.format(Date.parse(day)) : day)
