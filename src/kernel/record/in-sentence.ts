/** A label as it stands inside a sentence: in lower case, but for words with several capitals (API, SLAs, IT). */
export const inSentence = (label: string): string =>
  label.replace(/[\p{L}\p{N}]+/gu, (word) => ((word.match(/\p{Lu}/gu)?.length ?? 0) > 1 ? word : word.toLowerCase()))
