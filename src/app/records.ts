import { BusinessUnit } from '../foundation/business-units/index.ts'
import { Calendar, SpecialDay } from '../foundation/calendars/index.ts'
import { Currency } from '../foundation/currencies/index.ts'
import { Location } from '../foundation/locations/index.ts'
import { Person } from '../foundation/people/index.ts'
import { Service, serviceReplaces } from '../foundation/services/index.ts'
import { Team } from '../foundation/teams/index.ts'
import type { LinkType } from '../kernel/record/define.ts'
import { createRegistry } from '../kernel/record/registry.ts'
import { settings } from './settings.ts'

const links: readonly LinkType[] = [serviceReplaces]

/** Every record and link of Quarterdeck: what the server serves and the web app draws. */
export const registry = createRegistry(
  [Person, Team, BusinessUnit, Location, Service, Calendar, SpecialDay, Currency, ...settings],
  links,
)
