/** A label as it stands inside a sentence: in lower case, but for words with several capitals (API, SLAs, IT, D-U-N-S). */
export const inSentence = (label: string): string =>
  label.replace(/\p{Lu}(?:-\p{Lu})+(?!\p{L})|[\p{L}\p{N}]+/gu, (word) =>
    (word.match(/\p{Lu}/gu)?.length ?? 0) > 1 ? word : word.toLowerCase(),
  )

/** One record of a kind within a sentence: 'service'; of settings, whose label is a name, 'group of settings'. */
export const oneOf = ({ name, label }: { readonly name: string; readonly label: readonly [string, string] }): string =>
  name.endsWith('_settings') ? 'group of settings' : inSentence(label[0])
