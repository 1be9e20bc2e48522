import type { Rows } from './wire.ts'

/** The list that shows these rows: tickets, or promises for them. */
export function rowsAddress({ filter, promises }: Pick<Rows, 'filter' | 'promises'>): string {
  const tickets = `filter=${encodeURIComponent(JSON.stringify(filter))}`
  if (!promises) return `/tickets?${tickets}`
  return `/support/promises?ask=${encodeURIComponent(JSON.stringify(promises))}&${tickets}`
}
