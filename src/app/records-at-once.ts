import { BusinessUnit } from '../foundation/business-units/index.ts'
import { Location } from '../foundation/locations/index.ts'
import { Person } from '../foundation/people/index.ts'
import { Service } from '../foundation/services/index.ts'
import { Team } from '../foundation/teams/index.ts'
import { Device } from '../internal/operations/index.ts'
import { CatalogueItem, FulfilmentTask, KnowledgeArticle, Ticket } from '../internal/support/index.ts'

/** The records whose lists people open first: the web app has them from the start. All others go into records-later.ts. */
export const recordsAtOnce = [
  Person,
  Team,
  BusinessUnit,
  Location,
  Service,
  Device,
  Ticket,
  KnowledgeArticle,
  CatalogueItem,
  FulfilmentTask,
]
