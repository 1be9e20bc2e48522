import { system as systemCaller } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { LogRow } from './log-row.ts'
import { type Find, type Named, namesIn } from './story.ts'

/** Finds what a log names by its name, and makes what isn't there. */
export interface Names {
  /** Makes sure that `find` knows what these rows name. */
  readonly learn: (rows: readonly LogRow[]) => Promise<void>
  readonly find: Find
  /** How many records of each kind were made, or would be. */
  readonly made: () => Readonly<Partial<Record<Named, number>>>
}
type Wanted = ReturnType<typeof namesIn>[number]
type NameKernel = Pick<Kernel, 'db' | 'store'>

export function openNames(kernel: NameKernel, { system, isDryRun }: { system: string; isDryRun: boolean }): Names {
  const ids = new Map<string, string | null>()
  const made: Partial<Record<Named, number>> = {}
  const keyOf = ({ kind, name }: Pick<Wanted, 'kind' | 'name'>): string => `${kind} ${name}`
  const mark = `Named in the log of ${system}.`
  const learn: Names['learn'] = async (rows) => {
    const wanted = new Map(rows.flatMap(namesIn).map((one) => [keyOf(one), one]))
    const unknown = [...wanted.values()].filter((one) => !ids.has(keyOf(one)))
    for (const [kind, all] of Map.groupBy(unknown, (one) => one.kind)) {
      const found = await findAll(kernel, { kind, names: all.map(({ name }) => name), mark })
      for (const one of all) ids.set(keyOf(one), found.get(one.name) ?? null)
      const missing = kind === 'service' ? [] : all.filter(({ name }) => !found.has(name))
      made[kind] = (made[kind] ?? 0) + missing.length
      if (isDryRun || missing.length === 0) continue
      const store = kernel.store.as(systemCaller(`log of ${system}`, 'import'))
      const outcomes = await store.createMany(
        kind,
        missing.map((one) => valuesFor(one, mark)),
      )
      outcomes.forEach((outcome, index) => {
        const one = missing[index]
        if (one && outcome.ok) ids.set(keyOf(one), outcome.id)
        else made[kind] = (made[kind] ?? 0) - 1
      })
    }
  }
  return { learn, find: (kind, name) => ids.get(keyOf({ kind, name })) ?? null, made: () => made }
}

/** Of several people with one name, only the one that such a log made before is surely the one; otherwise it is somebody else. */
async function findAll(
  { db }: NameKernel,
  { kind, names, mark }: { kind: Named; names: readonly string[]; mark: string },
): Promise<ReadonlyMap<string, string>> {
  const marked = kind === 'person' ? 'about = $2' : '$2::text is null'
  const rows = await db.query<{ id: string; name: string; is_marked: boolean; others: number }>({
    text: `select id, name, coalesce(${marked}, false) as is_marked, count(*) over (partition by name)::int as others
      from ${kind} where name = any($1) and (archived_at is null or $3) order by is_marked, id desc`,
    values: [names, mark, kind === 'team' || kind === 'pending_reason'],
  })
  return new Map(rows.filter((row) => row.others === 1 || row.is_marked).map(({ id, name }) => [name, id]))
}

function valuesFor({ kind, name, waits }: Wanted, mark: string): Readonly<Record<string, unknown>> {
  if (kind === 'person') return { name, kind: 'external', about: mark }
  if (kind === 'team') return { name, purpose: mark }
  return kind === 'pending_reason' ? { name, waitsFor: waits } : { name }
}
