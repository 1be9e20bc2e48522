export { orgChartRoutes } from './org-chart.routes.server.ts'
export { keepPerson } from './provision.server.ts'
