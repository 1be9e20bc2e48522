/** What is wrong with a month as `YYYY-MM`. */
export const problemOfMonth = (month: string): { readonly field: 'month'; readonly says: string } | false =>
  !/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) && { field: 'month', says: 'Write the month as in 2026-03.' }

const names = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]
/** '2026-03' → 'March 2026'. */
export const sayMonth = (month: string): string => `${names[Number(month.slice(5)) - 1] ?? ''} ${month.slice(0, 4)}`

/** What the name of an index is compared by, so that 'HICP ' and 'hicp' are one. */
export const indexKey = (name: string): string => name.trim().replaceAll(/\s+/g, ' ').toLowerCase()
