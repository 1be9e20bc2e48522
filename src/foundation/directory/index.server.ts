export { directoryRoutes } from './directory.routes.server.ts'
export { syncWhenDue } from './sync-when-due.server.ts'
