export { readServiceMap, serviceMapRoutes } from './service-map.routes.server.ts'
