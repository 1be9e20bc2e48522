import type { Routes } from '../kernel/kernel.server.ts'
import { yearRoutes } from './calendars/index.server.ts'
import { directoryRoutes } from './directory/index.server.ts'
import { orgChartRoutes } from './people/index.server.ts'
import { treeRoutes } from './pictures/index.server.ts'
import { serviceMapRoutes } from './services/index.server.ts'

/** What the organisation answers besides its records. */
export const foundationRoutes: Routes = async (app, kernel) => {
  await treeRoutes(app, kernel)
  await orgChartRoutes(app, kernel)
  await serviceMapRoutes(app, kernel)
  await yearRoutes(app, kernel)
  await directoryRoutes(app, kernel)
}
