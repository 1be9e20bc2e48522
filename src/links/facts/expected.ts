interface Days {
  readonly from: string
  readonly to: string
}

/**
 * What of a yearly amount falls on some days, both ends included, in minor units: by the day of each year that they are in, and
 * only while it is bought. Every year comes to the yearly amount, leap years too, but for what rounding takes.
 */
export function expectedIn(
  yearly: number,
  { from, to }: Days,
  bought: { readonly from: string | null; readonly to: string | null },
): number {
  const first = bought.from !== null && bought.from > from ? bought.from : from
  const last = bought.to !== null && bought.to < to ? bought.to : to
  let sum = 0
  for (let year = Number(first.slice(0, 4)); first <= last && year <= Number(last.slice(0, 4)); year += 1) {
    const [begins, ends] = [`${year}-01-01`, `${year}-12-31`]
    const days = countOf(first > begins ? first : begins, last < ends ? last : ends)
    sum += (yearly * days) / countOf(begins, ends)
  }
  return Math.round(sum)
}

const countOf = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
