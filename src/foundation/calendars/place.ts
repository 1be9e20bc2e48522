import type { Problem } from '../../kernel/record/define.ts'
import { holidayPlaces } from './holiday-places.ts'

/** What is wrong with a country and its region as places with holidays, at which of both; null when nothing is. */
export function problemOfPlace(country: string | null, region: string | null): Problem<'country' | 'region'> | null {
  if (country === null)
    return region === null ? null : { field: 'region', says: 'A region needs its country beside it.' }
  const regions = holidayPlaces.get(country)
  if (!regions)
    return { field: 'country', says: `No holidays are known for '${country}'. Two capital letters, such as DE.` }
  if (region === null || regions.includes(region)) return null
  const known = regions.length > 0 ? `It has ${regions.join(', ')}.` : 'It has the same holidays everywhere.'
  return { field: 'region', says: `${country} has no region '${region}' with holidays of its own. ${known}` }
}
