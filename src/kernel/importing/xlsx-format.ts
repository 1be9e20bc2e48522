import { serialToTime } from '../record/text-date.ts'
import type { Cell } from './table.ts'

/** What the number format of a cell makes of its number. */
export type NumberLook = 'number' | 'percent' | 'day' | 'moment' | 'time' | 'elapsed'

/** How a number format shows numbers. Source: ECMA-376 part 1, 18.8.30 (built-in formats) and 18.8.31 (format codes). */
export function lookOf(id: number, code: string | undefined): NumberLook {
  if (code === undefined) return builtIn(id)
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, '')
  if (/\[(h+|m+|s+)\]/i.test(bare)) return 'elapsed'
  const letters = (bare.split(';')[0] ?? '').replace(/\[[^\]]*\]/g, '')
  if (/[yd]/i.test(letters) || /m/i.test(letters.replace(/[hs]:?m+|m+:?s/gi, '')))
    return /[hs]/i.test(letters) ? 'moment' : 'day'
  if (/[hs]/i.test(letters)) return 'time'
  return letters.includes('%') ? 'percent' : 'number'
}

function builtIn(id: number): NumberLook {
  if (id === 9 || id === 10) return 'percent'
  if (id === 22) return 'moment'
  if (id === 46) return 'elapsed'
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return 'time'
  return (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? 'day' : 'number'
}

/** A cell's number as the sheet shows it: days and moments as ISO 8601, lengths of time as `h:mm:ss`, percents times a hundred. */
export function readNumber(raw: string, look: NumberLook, system: 1900 | 1904): Cell {
  const number = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(number)) return raw
  if (look === 'number') return number
  if (look === 'percent') return Number((number * 100).toPrecision(12))
  if (look === 'elapsed' || (look === 'time' && number < 1)) return clockOf(Math.round(number * 86_400))
  if (number < 0 || number > 2_958_465) return number
  const iso = new Date(serialToTime(number, system)).toISOString()
  return Number.isInteger(number) && look !== 'time' ? iso.slice(0, 10) : iso.slice(0, 19)
}

function clockOf(seconds: number): string {
  const two = (part: number): string => String(Math.floor(part)).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`
}

/** 'BC12' → 54: the column's index from 0; -1 when it isn't an address. */
export function columnIndex(address: string): number {
  let index = 0
  let i = 0
  for (; i < address.length; i++) {
    const code = address.charCodeAt(i) | 32
    if (code < 97 || code > 122) break
    index = index * 26 + (code - 96)
  }
  return i === 0 || i > 3 ? -1 : index - 1
}
