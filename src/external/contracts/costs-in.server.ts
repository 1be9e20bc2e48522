import { today } from '../../kernel/clock.ts'
import { openCalendars } from '../../foundation/calendars/index.server.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { askingsOf } from './contract-dates.server.ts'
import { type Cost, costOn } from './cost-on.ts'
import type { Stretch } from './price.ts'
import { termEventsOf } from './term-events.ts'

/** What each of some contracts costs on the days of a stretch, by its log; those that cost nothing then are left out. */
export async function costsIn(
  kernel: Pick<Kernel, 'db' | 'store' | 'clock'>,
  contracts: readonly string[],
  stretch: Stretch,
): Promise<ReadonlyMap<string, Cost>> {
  if (contracts.length === 0) return new Map()
  const working = { calendars: openCalendars(kernel.store), asOf: today(kernel.clock) }
  const asked = await askingsOf(kernel.db, contracts, working)
  return new Map(
    [...asked].flatMap(([id, { log, asking }]) => {
      const cost = costOn({ ...asking, events: termEventsOf(log) }, stretch)
      return cost === null ? [] : [[id, cost] as const]
    }),
  )
}
