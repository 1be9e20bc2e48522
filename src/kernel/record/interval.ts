import type { AnyRecord } from './define.ts'
import { foldWord } from './text-words.ts'

/** Units of time by the words for them in English, German and French, folded. */
const words: Readonly<Record<string, readonly string[]>> = {
  hours: ['hour', 'hours', 'h', 'hrs', 'stunde', 'stunden', 'heure', 'heures'],
  days: ['day', 'days', 'd', 'calendardays', 'tag', 'tage', 'tagen', 'kalendertage', 'jour', 'jours'],
  business_days: ['businessday', 'businessdays', 'workingday', 'workingdays', 'arbeitstage', 'werktage', 'joursouvres'],
  weeks: ['week', 'weeks', 'w', 'wk', 'wks', 'woche', 'wochen', 'semaine', 'semaines'],
  quarters: ['quarter', 'quarters', 'quartal', 'quartale', 'trimestre', 'trimestres'],
  months: ['month', 'months', 'm', 'mo', 'mos', 'mon', 'monat', 'monate', 'monaten', 'mois'],
  years: ['year', 'years', 'y', 'yr', 'yrs', 'jahr', 'jahre', 'jahren', 'an', 'ans', 'annee', 'annees'],
}

/** The unit of time that a word names: 'Tage' → 'days'; null for any other word. */
export function unitNamed(text: string): string | null {
  const word = foldWord(text)
  return Object.keys(words).find((unit) => words[unit]?.includes(word)) ?? null
}

/** A number and its unit in one cell: '90 days', '3 Monate'; null where it isn't both. */
export function parseInterval(text: string): { readonly count: string; readonly unit: string } | null {
  const [, count, word] = /^(\d+)\s*(\p{L}[\p{L}\s.-]*)$/u.exec(text.trim()) ?? []
  const unit = word === undefined ? null : unitNamed(word)
  return count === undefined || unit === null ? null : { count, unit }
}

/** A length of time in words: '3 months', '1 business day'; of a rhythm 'every 3 months', 'every month'. */
export function intervalText(count: number, unit: string, isRhythm = false): string {
  const many = unit.replaceAll('_', ' ')
  const one = many.replace(/s$/, '')
  if (isRhythm) return count === 1 ? `every ${one}` : `every ${count} ${many}`
  return `${count} ${count === 1 ? one : many}`
}

/** The field that says in what unit another is counted; null where it counts nothing, or always the same. */
export const unitFieldOf = (record: AnyRecord, name: string): string | null => {
  const unit = record.fields[name]?.options.unit
  return unit !== undefined && record.fields[unit] !== undefined ? unit : null
}

/** In what a field of a row is counted; null where the row doesn't say. */
export function unitOf(record: AnyRecord, name: string, row: Readonly<Record<string, unknown>>): string | null {
  const unit = unitFieldOf(record, name)
  const said = unit === null ? record.fields[name]?.options.unit : row[unit]
  return typeof said === 'string' && said !== '' ? said : null
}
