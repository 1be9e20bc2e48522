import { createHash } from 'node:crypto'

interface Bounds {
  /** Texts with a name, at most: each is kept prepared by each connection. */
  readonly most: number
  /** A text gets its name at this use: one that is asked once or twice is not worth what preparing keeps. */
  readonly atUse: number
  /** Texts without a name whose uses are counted, at most; then counting starts over. */
  readonly mostCounted: number
}
const usual: Bounds = { most: 400, atUse: 3, mostCounted: 2000 }

/**
 * Names of statements on the server, by their texts. Memory stays bounded here and there, and filters that somebody asks
 * once take no place from what is asked all day: planning a wide read takes ten times as long as running it.
 */
export function openStatementNames({ most, atUse, mostCounted }: Bounds = usual): (text: string) => string | undefined {
  const names = new Map<string, string>()
  const uses = new Map<string, number>()
  return (text) => {
    const known = names.get(text)
    if (known !== undefined) return known
    if (names.size >= most || text.length > 20_000) return undefined
    const name = `q${createHash('sha1').update(text).digest('hex').slice(0, 16)}`
    const use = (uses.get(name) ?? 0) + 1
    if (use < atUse) {
      if (uses.size >= mostCounted) uses.clear()
      uses.set(name, use)
      return undefined
    }
    uses.delete(name)
    names.set(text, name)
    return name
  }
}
