import { createChance } from '../foundation/chance.ts'
import { teams } from './it.ts'
import { staffOf } from './people.ts'
import { placesOf } from './places.ts'
import { services } from './services.ts'
import { units } from './units.ts'

/** What the demo company is made of, before it is written: keys in place of ids, parents before children. */
export type Company = ReturnType<typeof companyOf>

const seed = 20_611

/** The same company for the same day, on every machine. */
export const companyOf = (now: Date) => ({
  places: placesOf(),
  units,
  teams,
  services,
  ...staffOf(createChance(seed), now),
})
