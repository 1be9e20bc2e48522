import { system, type Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { type Books, openBooks } from './book.server.ts'
import { clocksOf } from './clocks.server.ts'
import type { WireClock } from './wire.ts'

/** The clocks of suppliers on tickets, by ticket. They are read as the system, since suppliers are told of their own: what was agreed is named by its id alone. */
export function openSupplierClocks(
  kernel: Kernel,
): (ids: readonly string[]) => Promise<ReadonlyMap<string, readonly WireClock[]>> {
  let books: Books | undefined
  return async (ids) => {
    if (ids.length === 0) return new Map()
    books ??= openBooks(kernel)
    const told = await clocksOf(kernel, { who: teller, book: await books.kept(), ids })
    return new Map([...told].map(([id, { clocks }]) => [id, clocks.filter(({ kind }) => kind === 'uc').map(unnamed)]))
  }
}

const teller: Who = { ...system('clocks of suppliers'), permissions: new Set(['ticket.read']) }
const unnamed = (clock: WireClock): WireClock => ({
  ...clock,
  agreement: clock.agreement && { id: clock.agreement.id, title: null },
})
