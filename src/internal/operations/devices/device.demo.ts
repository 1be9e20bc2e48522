import type { Chance } from '../../../foundation/chance.ts'

/** A device of the demo company before it is written. */
export interface DeviceSeed {
  readonly values: {
    readonly assetTag: string
    readonly kind: string
    readonly manufacturer: string
    readonly model: string
    readonly serialNumber: string
    readonly assignedTo: string | null
    readonly location: string | null
    readonly boughtOn: string
    readonly warrantyUntil: string
  }
  /** The moves that it made, in their order. */
  readonly moves: readonly ('checkOut' | 'sendToRepair' | 'retire')[]
}
export interface Keeper {
  readonly id: string
  readonly location: string | null
  /** Those in IT have a second monitor, too. */
  readonly isInIt: boolean
}

/** What is bought, the likeliest first: kind, maker, model, years of warranty. */
const laptops = [
  ['laptop', 'Lenovo', 'ThinkPad T14 Gen 5', 3],
  ['laptop', 'Lenovo', 'ThinkPad T14 Gen 5', 3],
  ['laptop', 'Lenovo', 'ThinkPad X1 Carbon Gen 12', 3],
  ['laptop', 'Dell', 'Latitude 7450', 3],
  ['laptop', 'Apple', 'MacBook Pro 14', 2],
] as const
const phones = [
  ['phone', 'Apple', 'iPhone 15', 2],
  ['phone', 'Samsung', 'Galaxy A55', 2],
  ['phone', 'Fairphone', 'Fairphone 5', 5],
] as const
const monitor = ['monitor', 'Dell', 'UltraSharp U2724D', 3] as const
const spares = 24

/** Who has what: most have a laptop, half of them a phone; a few are in repair, spare ones lie in stock, old ones are gone. */
export function devicesFor(chance: Chance, keepers: readonly Keeper[], now: Date): readonly DeviceSeed[] {
  const made: DeviceSeed[] = []
  const add = (
    [kind, manufacturer, model, years]: readonly [string, string, string, number],
    keeper: Keeper | null,
    moves: DeviceSeed['moves'],
  ): void => {
    const age = chance.int(20, moves.includes('retire') ? 2200 : 1300)
    const boughtOn = dayOf(now, -age)
    made.push({
      moves,
      values: {
        ...{ assetTag: `TI-${String(20_001 + made.length)}`, kind, manufacturer, model, boughtOn },
        serialNumber: Array.from({ length: 8 }, () => chance.pick([...'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'])).join(''),
        ...{ assignedTo: keeper?.id ?? null, location: keeper?.location ?? null },
        warrantyUntil: dayOf(now, years * 365 - age),
      },
    })
  }
  for (const keeper of keepers) {
    const isOut = chance.isLucky(0.015)
    if (keeper.isInIt || chance.isLucky(0.9))
      add(chance.pick(laptops), keeper, isOut ? ['checkOut', 'sendToRepair'] : ['checkOut'])
    if (keeper.isInIt || chance.isLucky(0.5)) add(chance.pick(phones), keeper, ['checkOut'])
    if (keeper.isInIt) add(monitor, keeper, ['checkOut'])
  }
  for (let n = 0; n < spares; n++) add(chance.pick(laptops), null, n % 4 === 0 ? ['retire'] : [])
  return made
}

const dayOf = (now: Date, days: number): string =>
  new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
