import { alwaysOpen, type Calendar as BusinessCalendar } from '../../kernel/calendar/calendar.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Records, Row, Store } from '../../kernel/record/store.server.ts'
import { businessCalendar, type Hours, type Special } from './business-calendar.ts'
import { holidaysOf } from './holidays.server.ts'

/** Calendars to reckon with, read afresh each time and worked out again only when they changed. */
export interface Calendars {
  /** The calendar of that id; the default one for null, and always open where there is none. NotFound when there is no such calendar. */
  readonly find: (id: string | null) => Promise<BusinessCalendar>
}

const mostKept = 200

/** Opens the calendars of a store, as the system sees them. */
export function openCalendars(store: Pick<Store, 'asSystem'>): Calendars {
  const kept = new Map<string, BusinessCalendar>()
  const find = async (id: string | null): Promise<BusinessCalendar> => {
    const records = store.asSystem('calendars')
    const row = id === null ? await defaultOf(records) : await records.get('calendar', id)
    if (!row) return alwaysOpen
    const specials = await specialsOf(records, row.id)
    const key = JSON.stringify([row.id, row.version, specials.map(({ id: special, version }) => [special, version])])
    const known = kept.get(key)
    if (known) return known
    const made = await calendarOf(row, specials)
    if (kept.size >= mostKept) kept.clear()
    kept.set(key, made)
    return made
  }
  return { find }
}

async function defaultOf(records: Records): Promise<Row | undefined> {
  const { rows } = await records.list('calendar', { filter: { isDefault: true }, sort: 'createdAt', limit: 1 })
  return rows[0]
}

/** The special days of a calendar, the earliest first. */
export async function specialsOf(records: Records, calendar: string): Promise<readonly Row[]> {
  const { rows } = await records.list('special_day', { filter: { calendar }, sort: 'startsOn', limit: 1000 })
  return rows
}

/** The calendar to reckon with, of rows as they were read. */
export async function calendarOf(row: Row, specials: readonly Row[]): Promise<BusinessCalendar> {
  const hours = row as unknown as Hours
  if (typeof hours.timeZone !== 'string') throw notFound('This calendar')
  const names = await holidaysOf(hours.country, hours.region)
  return businessCalendar(hours, specials as unknown as readonly Special[], names)
}
