import { wordsOf } from '../../../kernel/record/search-text.ts'
import { fitOf } from './question.ts'

/** A piece of a text; `isHit` where it is what was looked for. */
export interface Piece {
  readonly text: string
  readonly isHit: boolean
}

const length = 180
const mostRead = 20_000

/** A text in pieces, those that fit the wanted words marked. */
export function markedIn(text: string, wanted: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = []
  let plain = ''
  const add = (part: string, isHit: boolean): void => {
    if (!isHit) return void (plain += part)
    if (plain) pieces.push({ text: plain, isHit: false })
    plain = ''
    pieces.push({ text: part, isHit: true })
  }
  for (const part of text.split(/([\p{L}\p{N}]+)/u)) add(part, isWanted(part, wanted))
  if (plain) pieces.push({ text: plain, isHit: false })
  return pieces
}

const isWanted = (part: string, wanted: readonly string[]): boolean =>
  part !== '' && wordsOf(part).some((word) => wanted.some((one) => fitOf(word, one) > 0))

/** The part of a Markdown text that has most of the wanted words, about 180 characters of it, with those marked; its beginning when none is in it. */
export function snippetOf(markdown: string, wanted: readonly string[]): readonly Piece[] {
  const text = plainOf(markdown.slice(0, mostRead))
  const places = [...text.matchAll(/[\p{L}\p{N}]+/gu)]
    .map((match) => ({ at: match.index, end: match.index + match[0].length, of: hitOf(match[0], wanted) }))
    .filter(({ of }) => of !== null)
  const best = places
    .map(({ at }) => ({
      at,
      count: new Set(places.filter((one) => one.at >= at && one.end <= at + length).map(({ of }) => of)).size,
    }))
    .reduce((most, one) => (one.count > most.count ? one : most), { at: 0, count: 0 })
  const from = best.at < 60 ? 0 : startOf(text, best.at - 40)
  const to = endOf(text, from + length)
  const cut = text.slice(from, to).trim()
  return markedIn(`${from > 0 ? '… ' : ''}${cut}${to < text.length ? ' …' : ''}`, wanted)
}

const hitOf = (part: string, wanted: readonly string[]): string | null =>
  wanted.find((one) => wordsOf(part).some((word) => fitOf(word, one) > 0)) ?? null

/** The beginning of the word at or after a place, and the end of the one before it. */
const startOf = (text: string, at: number): number => {
  const space = text.indexOf(' ', at)
  return space === -1 ? at : space + 1
}
const endOf = (text: string, at: number): number => {
  if (at >= text.length) return text.length
  const space = text.lastIndexOf(' ', at)
  return space <= 0 ? at : space
}

/** Markdown as one line of plain text. */
export const plainOf = (markdown: string): string =>
  markdown
    .replaceAll(/^\s*(```|~~~).*$/gm, ' ')
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^\s*(#{1,6}|>|[-*+]|\d+[.)])\s+/gm, '')
    .replaceAll(/^\s*\|?[\s:|-]+\|[\s:|-]*$/gm, ' ')
    .replaceAll(/[*_`~|]+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
