import type { Country } from './names.ts'

/** A place of the demo company, by a key that others name it by. */
export interface PlaceSeed {
  readonly key: string
  readonly name: string
  readonly kind: 'country' | 'site' | 'building' | 'floor' | 'room'
  readonly parent: string | null
  readonly address: string | null
  readonly country: Country
  readonly timeZone: string
}
export interface Site {
  readonly key: SiteKey
  readonly name: string
  readonly country: Country
  readonly timeZone: string
  readonly address: string
  /** A building and the names of its floors. */
  readonly buildings: Readonly<Record<string, readonly string[]>>
  /** A telephone number with `#` for each digit of the extension. */
  readonly phone: string
}
export type SiteKey = 'HAM' | 'LEJ' | 'GDN' | 'KRK' | 'EIN' | 'BOS' | 'SIN'

const countries: Readonly<Record<Country, { readonly name: string; readonly timeZone: string }>> = {
  DE: { name: 'Germany', timeZone: 'Europe/Berlin' },
  PL: { name: 'Poland', timeZone: 'Europe/Warsaw' },
  NL: { name: 'Netherlands', timeZone: 'Europe/Amsterdam' },
  US: { name: 'United States', timeZone: 'America/New_York' },
  SG: { name: 'Singapore', timeZone: 'Asia/Singapore' },
}
const floors = (...names: string[]): readonly string[] => names

export const sites: readonly Site[] = [
  {
    key: 'HAM',
    name: 'Hamburg, head office',
    country: 'DE',
    timeZone: 'Europe/Berlin',
    address: 'Kajenspeicher 14\n20457 Hamburg',
    buildings: {
      'Speicher 14': floors('Ground floor', 'First floor', 'Second floor', 'Third floor', 'Fourth floor'),
      'Data centre Hamburg': floors('Hall 1', 'Hall 2'),
    },
    phone: '+49 40 66969 ###',
  },
  {
    key: 'LEJ',
    name: 'Leipzig works',
    country: 'DE',
    timeZone: 'Europe/Berlin',
    address: 'Messgeräteweg 3\n04249 Leipzig',
    buildings: {
      'Hall A, assembly': floors('Shop floor', 'Gallery'),
      'Hall B, calibration': floors('Shop floor', 'Clean room'),
    },
    phone: '+49 341 5550 ####',
  },
  {
    key: 'GDN',
    name: 'Gdańsk works',
    country: 'PL',
    timeZone: 'Europe/Warsaw',
    address: 'ul. Portowa Nowa 21\n80-555 Gdańsk',
    buildings: {
      'Hall 1, machining': floors('Shop floor', 'Gallery'),
      'Hall 2, assembly': floors('Shop floor', 'Offices'),
      Warehouse: floors('Dock', 'High bay'),
      'Data centre Gdańsk': floors('Hall 1'),
    },
    phone: '+48 58 555 ## ##',
  },
  {
    key: 'KRK',
    name: 'Kraków, shared services',
    country: 'PL',
    timeZone: 'Europe/Warsaw',
    address: 'ul. Wiślana Boczna 8\n30-555 Kraków',
    buildings: { 'Zabłocie Office': floors('Second floor', 'Third floor', 'Fourth floor') },
    phone: '+48 12 555 ## ##',
  },
  {
    key: 'EIN',
    name: 'Eindhoven, research',
    country: 'NL',
    timeZone: 'Europe/Amsterdam',
    address: 'Sensorlaan 40\n5656 AE Eindhoven',
    buildings: {
      'Building K': floors('Ground floor', 'First floor', 'Second floor'),
      'Optics laboratory': floors('Laboratory'),
    },
    phone: '+31 40 555 ####',
  },
  {
    key: 'BOS',
    name: 'Boston',
    country: 'US',
    timeZone: 'America/New_York',
    address: '210 Old Harbor Way\nBoston, MA 02110',
    buildings: { 'Harbor Way': floors('Fifth floor', 'Sixth floor') },
    phone: '+1 617 555 01##',
  },
  {
    key: 'SIN',
    name: 'Singapore',
    country: 'SG',
    timeZone: 'Asia/Singapore',
    address: '9 Kallang Basin Link\nSingapore 339555',
    buildings: { 'Kallang Basin': floors('Level 7', 'Level 8') },
    phone: '+65 6555 ####',
  },
]

/** All places: countries, their sites, buildings and floors, parents before children. */
export function placesOf(): readonly PlaceSeed[] {
  const used = [...new Set(sites.map((site) => site.country))]
  const lands = used.map((country): PlaceSeed => {
    return { key: country, kind: 'country', parent: null, address: null, country, ...countries[country] }
  })
  return [...lands, ...sites.flatMap(placesOfSite)]
}

function placesOfSite(site: Site): readonly PlaceSeed[] {
  const { country, timeZone } = site
  const own: PlaceSeed = { ...site, kind: 'site', parent: country, address: site.address }
  const buildings = Object.entries(site.buildings).flatMap(([building, names], b) => {
    const key = `${site.key}-${b + 1}`
    const whole: PlaceSeed = {
      key,
      name: building,
      kind: 'building',
      parent: site.key,
      address: null,
      country,
      timeZone,
    }
    const parts = names.map((name, n): PlaceSeed => {
      return {
        key: `${key}-${n + 1}`,
        name: `${building}, ${name.charAt(0).toLowerCase()}${name.slice(1)}`,
        kind: 'floor',
        parent: key,
        address: null,
        country,
        timeZone,
      }
    })
    return [whole, ...parts]
  })
  const { key, name, kind, parent, address } = own
  return [{ key, name, kind, parent, address, country, timeZone }, ...buildings]
}

const desks = Map.groupBy(
  placesOf().filter((place) => place.kind === 'floor' && !place.name.startsWith('Data centre')),
  (place) => place.key.slice(0, 3),
)

/** The keys of the floors where people of a site sit; halls of data centres hold machines. */
export const desksOf = (site: SiteKey): readonly string[] => (desks.get(site) ?? []).map((place) => place.key)
