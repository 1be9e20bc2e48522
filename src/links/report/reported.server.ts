import type { MeasuredFact } from '../../external/vendors/index.ts'
import type { Who } from '../../kernel/access/who.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'

interface Reported {
  readonly id: string
  readonly period: string
  readonly figures: readonly {
    readonly fact: MeasuredFact
    readonly value: string | null
    readonly says: string | null
  }[]
}

/** Keeps what a vendor says of a period, all figures at once: new ones are made, others changed, and those without a value taken away. */
export async function keepReported(kernel: Kernel, who: Who, { id, period, figures }: Reported): Promise<void> {
  const { id: engagement } = await kernel.store.as(who).get('engagement', id)
  await kernel.store.as(who).transaction(async (records) => {
    const filter = { engagement, period }
    const { rows } = await records.list('reported_figure', { filter, limit: 50, archived: 'with' })
    for (const { fact, value, says } of figures) {
      const known = rows.find((row) => row['fact'] === fact)
      if (!known) {
        if (value !== null) await records.create('reported_figure', { engagement, period, fact, value, says })
        continue
      }
      if (value === null) {
        if (known.archivedAt === null) await records.archive('reported_figure', known.id, { version: known.version })
        continue
      }
      const there = known.archivedAt === null ? known : await records.restore('reported_figure', known.id)
      if (Number(there['value']) !== Number(value) || there['says'] !== says)
        await records.update('reported_figure', there.id, { value, says }, { version: there.version })
    }
  })
}
