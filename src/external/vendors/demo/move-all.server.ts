import type { DemoContext } from '../../../foundation/demo.server.ts'
import { allWritten } from '../../../kernel/record/outcome.server.ts'

/** Makes the moves of many records, each step for all of them at once. */
export async function moveAll(
  { records }: DemoContext,
  type: string,
  going: readonly { readonly id: string; readonly way: readonly string[] }[],
): Promise<void> {
  const longest = Math.max(0, ...going.map(({ way }) => way.length))
  for (let step = 0; step < longest; step += 1)
    for (const move of new Set(going.flatMap(({ way }) => way[step] ?? []))) {
      const ids = going.filter(({ way }) => way[step] === move).map(({ id }) => id)
      allWritten(`A ${type} of the demo company`, await records.moveMany(type, ids, move, {}))
    }
}
