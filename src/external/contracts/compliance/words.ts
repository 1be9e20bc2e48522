import type { Range } from '../documents/contract-text.ts'
import { foldSigns } from '../documents/tidy.ts'

/** A word of a text in the form in which it is compared: small, without hyphens and without 's. */
export interface Word extends Range {
  readonly text: string
}

/** An address is one word: the https in it says nothing of encryption. */
const word = /https?:\/\/[^\s<>)]+|\d+(?:\.\d+)*%?|[\p{L}\p{N}§]+(?:['-][\p{L}\p{N}]+)*/gu

/** The words of a range, each with its place in the whole text. */
export function wordsOf(text: string, { start, end }: Range): readonly Word[] {
  const words: Word[] = []
  for (const found of foldSigns(text.slice(start, end)).matchAll(word)) {
    const at = start + found.index
    words.push({ text: found[0].replace(/'s$/, '').replace(/['-]/g, ''), start: at, end: at + found[0].length })
  }
  return words
}
