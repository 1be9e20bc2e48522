const letters = 'abcdefghijklmnopqrstuvwxyz'

/**
 * All words one slip of the finger away: two letters swapped, one too many, one wrong, one missing.
 * Missing and wrong letters are tried from a to z; words longer than 24 letters have only the first two kinds.
 */
export function variantsOf(word: string): readonly string[] {
  const chars = [...word]
  const found = new Set<string>()
  const replace = (at: number, length: number, by: string): void => {
    found.add([...chars.slice(0, at), by, ...chars.slice(at + length)].join(''))
  }
  for (let at = 0; at < chars.length; at++) {
    replace(at, 1, '')
    const [here = '', next] = chars.slice(at, at + 2)
    if (next) replace(at, 2, next + here)
  }
  if (chars.length <= 24) {
    for (const letter of letters) {
      for (let at = 0; at <= chars.length; at++) replace(at, 0, letter)
      for (let at = 0; at < chars.length; at++) replace(at, 1, letter)
    }
  }
  found.delete(word)
  found.delete('')
  return [...found]
}
