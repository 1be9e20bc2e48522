const longest = 50

/** A tag as it is kept: one spelling for what people write in many. Empty when nothing is left of it. */
export function normalTag(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{C}\s,;]+/gu, ' ')
    .trim()
  const bare = plain.replace(/^#+\s*/, '')
  return [...bare].slice(0, longest).join('').trim()
}
