import { leiDigits } from '../entities/identifiers.ts'
import type { Company } from './companies.ts'
import { plain } from './people.ts'

/** Groups that own more than one of the vendors: what seems to be many hangs on few. */
export const groupSeeds = [
  { name: 'Nordlys Holding A/S', country: 'DK' },
  { name: 'Cumulant International Ltd.', country: 'IE' },
  { name: 'Helmbrecht Beteiligungen GmbH & Co. KG', country: 'DE' },
]
const owned: Readonly<Record<string, number>> = {
  ...{ Nordlys: 0, Mobilis: 0, Deichfunk: 0, Netzwacht: 0 },
  ...{ Cumulant: 1, Postwerk: 1, Kontura: 1, Logstream: 1, Ledgerloft: 1 },
  ...{ Helmbrecht: 2, Sternwarte: 2, Feldmann: 2, Fachkraft: 2 },
}
const forms: Readonly<Record<string, string>> = {
  ...{
    DE: 'GmbH',
    AT: 'GmbH',
    CH: 'AG',
    PL: 'sp. z o.o.',
    NL: 'B.V.',
    BE: 'B.V.',
    US: 'Inc.',
    SG: 'Pte. Ltd.',
    IE: 'Ltd.',
  },
  ...{ GB: 'Ltd.', DK: 'A/S', SE: 'AB', FR: 'SAS', CZ: 's.r.o.' },
}

/** The values of the legal entity behind a vendor; `groups` are the ids of those that own more than one. */
export function entityOf(
  { name, country, tier }: Company,
  place: number,
  groups: readonly string[],
): Readonly<Record<string, unknown>> {
  const begin = `98450${String(place).padStart(3, '0')}${plain(name).replaceAll('-', '').toUpperCase().slice(0, 10).padEnd(10, '0')}`
  const group = owned[name.split(' ')[0] ?? '']
  return {
    ...{ name: `${name} ${forms[country] ?? ''}`.trim(), country },
    parent: group === undefined ? null : groups[group],
    lei: tier === 'commodity' ? null : `${begin}${leiDigits(begin)}`,
    registrationNumber: country === 'DE' ? `HRB ${10_000 + place * 37}, Hamburg` : null,
    website: `https://www.${plain(name)}.example`,
  }
}
