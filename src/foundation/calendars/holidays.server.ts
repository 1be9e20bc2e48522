import type { HolidaysTypes } from 'date-holidays'
import { addDays } from '../../kernel/calendar/calendar.ts'
import { type HolidayName, years } from './business-calendar.ts'

type Finder = { readonly getHolidays: (year: number, language: string) => HolidaysTypes.Holiday[] }
const found = new Map<string, ReadonlyMap<string, string>>()
const mostKept = 500
const dayMs = 86_400_000

/**
 * The public holidays of a country, or of a part of it, by their English names; days that are holidays for some hours only don't count.
 * None before 1990 and after 2100. Source: date-holidays.
 */
export async function holidaysOf(country: string | null, region: string | null): Promise<HolidayName> {
  if (country === null) return () => null
  // The tables of all countries are large, and a process that asks for none does without.
  const { default: Holidays } = await import('date-holidays')
  const finder: Finder = region === null ? new Holidays(country) : new Holidays(country, region)
  return (day) => {
    const year = Number(day.slice(0, 4))
    if (!(year >= years.first && year <= years.last)) return null
    return ofYear(finder, `${country} ${region ?? ''} ${year}`, year).get(day) ?? null
  }
}

function ofYear(finder: Finder, key: string, year: number): ReadonlyMap<string, string> {
  const known = found.get(key)
  if (known) return known
  const days = new Map<string, string>()
  for (const { date, start, end, type, name } of finder.getHolidays(year, 'en') ?? []) {
    if (type !== 'public' || !date.endsWith('00:00:00')) continue
    const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs))
    for (let count = 0; count < length; count += 1) {
      const day = addDays(date.slice(0, 10), count)
      if (!days.has(day)) days.set(day, name)
    }
  }
  if (found.size >= mostKept) found.clear()
  found.set(key, days)
  return days
}
