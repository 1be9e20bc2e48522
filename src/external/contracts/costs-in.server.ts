import { today } from '../../kernel/clock.ts'
import { openCalendars } from '../../foundation/calendars/index.server.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { askingsOf } from './contract-dates.server.ts'
import type { Amount, Stretch } from './price.ts'
import { termEventsOf } from './term-events.ts'
import { contractValue } from './value.ts'

/** What each of some contracts costs on the days of a stretch, by its log; those that cost nothing then are left out. */
export async function costsIn(
  kernel: Pick<Kernel, 'db' | 'store' | 'clock'>,
  contracts: readonly string[],
  stretch: Stretch,
): Promise<ReadonlyMap<string, readonly Amount[]>> {
  if (contracts.length === 0) return new Map()
  const working = { calendars: openCalendars(kernel.store), asOf: today(kernel.clock) }
  const asked = await askingsOf(kernel.db, contracts, working)
  return new Map(
    [...asked].flatMap(([id, { log, asking }]) => {
      const value = contractValue({ ...asking, events: termEventsOf(log) }, stretch)
      return value && value.total.length > 0 ? [[id, value.total] as const] : []
    }),
  )
}
