import { foundationRoutes } from '../foundation/routes.server.ts'
import { accessRoutes } from '../kernel/access/routes.server.ts'
import { recordRoutes } from '../kernel/http/record-routes.server.ts'
import type { Routes } from '../kernel/kernel.server.ts'

/** Every group of routes under `/api/v1`, as the server and the API's description know them. */
export const routes: readonly Routes[] = [accessRoutes, recordRoutes, foundationRoutes]
