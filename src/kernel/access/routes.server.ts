import type { Routes } from '../kernel.server.ts'
import { accountDoorRoutes } from './account-door-routes.server.ts'
import { accountRoutes } from './account-routes.server.ts'
import { keyRoutes } from './key-routes.server.ts'
import { myFactorRoutes } from './my-factor-routes.server.ts'
import { myAccountRoutes } from './my-account-routes.server.ts'
import { roleRoutes } from './role-routes.server.ts'
import { setUpRoutes } from './set-up-routes.server.ts'
import { signInRoutes } from './sign-in-routes.server.ts'
import { viewingRoutes } from './viewing-routes.server.ts'

/** Sign-in, sign-out, set-up, one's own account, sessions, second factors and keys, and the administration of accounts. */
export const accessRoutes: Routes = async (app, kernel) => {
  const groups = [
    signInRoutes,
    setUpRoutes,
    myAccountRoutes,
    myFactorRoutes,
    keyRoutes,
    accountRoutes,
    accountDoorRoutes,
    roleRoutes,
    viewingRoutes,
  ]
  for (const add of groups) await add(app, kernel)
}
