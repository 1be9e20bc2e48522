export { orgChartRoutes } from './org-chart.routes.server.ts'
export { linkAccounts } from './link-accounts.server.ts'
export { keepPerson } from './provision.server.ts'
