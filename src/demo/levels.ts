/** Splits seeds into levels: each needs only what lies in earlier ones. What stands in a circle comes last, together. */
export function levelsOf<S extends { readonly key: string }>(
  seeds: readonly S[],
  needs: (seed: S) => readonly string[],
): readonly (readonly S[])[] {
  const levels: S[][] = []
  const own = new Set(seeds.map((seed) => seed.key))
  const done = new Set<string>()
  let left = [...seeds]
  while (left.length > 0) {
    const ready = left.filter((seed) => needs(seed).every((key) => done.has(key) || !own.has(key)))
    const level = ready.length > 0 ? ready : left
    for (const seed of level) done.add(seed.key)
    levels.push(level)
    left = left.filter((seed) => !done.has(seed.key))
  }
  return levels
}
