import type { Chance } from '../../../foundation/chance.ts'

/** An outage of the demo company before it is written. */
export interface OutageSeed {
  /** The key of its service, or of the configuration item that failed below some. */
  readonly of: { readonly service: string } | { readonly item: string }
  readonly values: {
    readonly name: string
    readonly kind: 'outage' | 'degradation'
    readonly startedAt: string
    readonly endedAt: string | null
    readonly isPlanned: boolean
    readonly announcedAt: string | null
    readonly cause: 'unknown' | 'provider' | 'customer' | 'third_party' | 'internet' | 'force_majeure'
    readonly excludedWhy: string | null
    readonly usersAffected: number | null
    readonly about: string | null
  }
}

type Story = readonly [service: string, name: string, cause: OutageSeed['values']['cause'], about: string]

const broken: readonly Story[] = [
  ['mail', 'No mail in or out', 'provider', 'The provider’s front door refused connections after an update.'],
  ['mail', 'Mailboxes not reachable', 'provider', 'A storage node of the provider failed.'],
  ['meetings', 'Nobody could join meetings', 'provider', 'The provider’s sign-in was overloaded.'],
  ['telephony', 'No calls at any site', 'third_party', 'The carrier’s trunk was down.'],
  ['internet', 'No internet in Hamburg', 'third_party', 'Roadworks cut the fibre.'],
  ['internet', 'Internet gone at the works', 'force_majeure', 'The river was over the cabinet at the corner.'],
  ['identity', 'Nobody could sign in', 'customer', 'Our own change of certificates went out with the wrong chain.'],
  ['vm', 'Half of the virtual machines stopped', 'provider', 'A firmware error of the storage.'],
]
const slow: readonly Story[] = [
  ['mail', 'Mail arrived an hour late', 'provider', 'A queue of the provider was full.'],
  ['meetings', 'Meetings without pictures', 'provider', 'Half of the provider’s media servers were out.'],
  ['telephony', 'Calls broke off', 'internet', 'Packets were lost between two carriers.'],
]
const maintained: readonly (readonly [service: string, name: string])[] = [
  ['mail', 'Move of mailboxes to newer storage'],
  ['telephony', 'Update of the telephone exchange'],
  ['identity', 'Update of the domain controllers'],
  ['vm', 'Firmware of the hosts'],
]
/** What failed below the services, and hit all that rest on it. */
const below = [
  {
    item: 'trunk',
    month: 2,
    minutes: 75,
    name: 'Telephone trunk down',
    cause: 'provider',
    about: 'A card of the carrier’s exchange failed. All calls in and out were lost.',
  },
  {
    item: 'core-ham',
    month: 4,
    minutes: 50,
    name: 'Core switch restarted again and again',
    cause: 'customer',
    about: 'A power supply was pulled that was not the broken one.',
  },
] as const
const plain = {
  kind: 'outage',
  isPlanned: false,
  announcedAt: null,
  cause: 'unknown',
  excludedWhy: null,
  usersAffected: null,
  about: null,
} as const
const hour = 3_600_000
const months = 14

/** A year of what did not work: most of it short, some of it long, one of it still going on; maintenance is mostly announced in time. */
export function outagesFor(chance: Chance, now: Date): readonly OutageSeed[] {
  const seeds: OutageSeed[] = []
  const add = (
    service: string,
    values: Partial<OutageSeed['values']> & Pick<OutageSeed['values'], 'name' | 'startedAt' | 'endedAt'>,
  ): void => {
    seeds.push({ of: { service }, values: { ...plain, ...values } })
  }
  const begin = (month: number, hourOfDay: number): number =>
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - month, chance.int(1, 27), hourOfDay, chance.int(0, 11) * 5)
  for (let month = months; month >= 1; month -= 1) {
    for (let count = chance.int(1, 3); count > 0; count -= 1) {
      const [service, name, cause, about] = chance.pick(broken)
      const startedAt = begin(month, chance.int(5, 17))
      const minutes = chance.isLucky(0.25) ? chance.int(150, 420) : chance.int(8, 95)
      add(service, { name, cause, about, ...lasting(startedAt, minutes) })
    }
    if (chance.isLucky(0.5)) {
      const [service, name, cause, about] = chance.pick(slow)
      const usersAffected = chance.int(4, 60) * 10
      add(service, {
        name,
        cause,
        about,
        kind: 'degradation',
        usersAffected,
        ...lasting(begin(month, 8), chance.int(20, 240)),
      })
    }
    const [service, name] = chance.pick(maintained)
    const startedAt = begin(month, 20)
    const notice = chance.isLucky(0.75) ? chance.int(72, 240) : chance.int(4, 40)
    const announcedAt = new Date(startedAt - notice * hour).toISOString()
    add(service, {
      name,
      isPlanned: true,
      announcedAt,
      cause: 'provider',
      ...lasting(startedAt, chance.int(6, 24) * 10),
    })
  }
  for (const { item, month, minutes, ...told } of below) {
    const startedAt = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - month, 11, 8, 20)
    seeds.push({ of: { item }, values: { ...plain, ...told, ...lasting(startedAt, minutes) } })
  }
  add('meetings', {
    ...{ name: 'Rooms can’t be booked', kind: 'degradation', usersAffected: 140 },
    ...{ startedAt: new Date(now.getTime() - 2 * hour).toISOString(), endedAt: null },
  })
  return seeds.toSorted((a, b) => (a.values.startedAt < b.values.startedAt ? -1 : 1))
}

const lasting = (startedAt: number, minutes: number) => ({
  startedAt: new Date(startedAt).toISOString(),
  endedAt: new Date(startedAt + minutes * 60_000).toISOString(),
})
