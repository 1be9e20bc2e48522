/**
 * What a text must look like, for people who don't write regular expressions: `9` is a digit, `A` a letter, `*` a
 * letter or digit, `+` one or more of what stands before it, a backslash takes the next character as it is, and all
 * else is itself. `says` tells whoever answers what is wanted. Answered in time linear in the text, whatever it says.
 */
export interface Pattern {
  readonly like: string
  readonly says: string
}

interface Part {
  readonly is: (character: string) => boolean
  readonly isMany: boolean
}
const letter = /^\p{L}$/u
const letterOrDigit = /^[\p{L}\d]$/u
const wild: Readonly<Record<string, (character: string) => boolean>> = {
  '9': (character) => character >= '0' && character <= '9',
  A: (character) => letter.test(character),
  '*': (character) => letterOrDigit.test(character),
}

/** Whether a whole text looks like a pattern; letters that stand for themselves count in either case. */
export function looksLike(text: string, { like }: Pick<Pattern, 'like'>): boolean {
  const parts = partsOf(like)
  // Every place in the pattern that the text read so far may have led to.
  let places = new Set([0])
  for (const character of text.trim()) {
    const next = new Set<number>()
    for (const place of places) {
      if (parts[place]?.is(character)) next.add(place + 1)
      const before = parts[place - 1]
      if (before?.isMany && before.is(character)) next.add(place)
    }
    if (next.size === 0) return false
    places = next
  }
  return places.has(parts.length)
}

/** What is wrong with a pattern, in words; null when nothing is. */
export function problemOfPattern(like: string): string | null {
  if (like.trim() === '' || like.length > 100)
    return 'Say what it looks like, in at most 100 characters, such as 99-AAA.'
  if (like.startsWith('+')) return '‘+’ repeats what stands before it, and nothing does.'
  return /(^|[^\\])(\\\\)*\\$/.test(like) ? 'Nothing follows the backslash at the end.' : null
}

function partsOf(like: string): readonly Part[] {
  const parts: Part[] = []
  let isPlain = false
  for (const character of like) {
    const last = parts.at(-1)
    if (!isPlain && character === '\\') isPlain = true
    else if (!isPlain && character === '+' && last) parts[parts.length - 1] = { ...last, isMany: true }
    else {
      const same = character.toLowerCase()
      const any = isPlain ? undefined : wild[character]
      parts.push({ is: any ?? ((given) => given.toLowerCase() === same), isMany: false })
      isPlain = false
    }
  }
  return parts
}
