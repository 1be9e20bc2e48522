import type { DemoContext } from '../foundation/demo.server.ts'
import { allWritten } from '../kernel/record/outcome.server.ts'
import { levelsOf } from './levels.ts'

/** Rows to be written, each under a key that others name it by. */
export interface Batch<S extends { readonly key: string }> {
  readonly record: string
  readonly seeds: readonly S[]
  /** The keys of the same record that must be there first. */
  readonly after: (seed: S) => readonly (string | null)[]
  readonly values: (seed: S) => Readonly<Record<string, unknown>>
}

/** Creates rows through the store's bulk path, those that others point at first, and leaves their ids under their keys. */
export async function writeAll<S extends { readonly key: string }>(
  { records, made }: DemoContext,
  batch: Batch<S>,
): Promise<void> {
  for (const level of levelsOf(batch.seeds, (seed) => batch.after(seed).filter((key) => key !== null))) {
    const outcomes = await records.createMany(batch.record, level.map(batch.values), {})
    allWritten(`The demo company’s ${batch.record}`, outcomes).forEach((id, row) =>
      made.put(batch.record, level[row]?.key ?? '', id),
    )
  }
}
