import { today } from '../../kernel/clock.ts'
import { openCalendars } from '../../foundation/calendars/index.server.ts'
import { holds } from '../../kernel/access/rule.ts'
import type { Who } from '../../kernel/access/who.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import type { Money } from '../../kernel/record/field.ts'
import { fromMinor } from '../../kernel/record/money.ts'
import { askingsOf } from './contract-dates.server.ts'
import { termEventsOf } from './term-events.ts'
import { yearlyPrice } from './yearly-price.ts'

/**
 * What contracts that the caller may read come to in a year, by their ids: those without a price are left out, and all of
 * them for who may not see amounts.
 */
export async function yearlyPrices(
  kernel: Pick<Kernel, 'db' | 'store' | 'clock'>,
  who: Who,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Money>> {
  if (ids.length === 0 || !holds(who, 'contract.see_money')) return new Map()
  const asked = await askingsOf(kernel.db, ids, { calendars: openCalendars(kernel.store), asOf: today(kernel.clock) })
  return new Map(
    [...asked].flatMap(([id, { log, asking }]) => {
      const price = yearlyPrice({ ...asking, events: termEventsOf(log) })
      return price ? [[id, fromMinor(price.minor, price.currency)] as const] : []
    }),
  )
}
