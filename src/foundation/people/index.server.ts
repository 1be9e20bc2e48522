export { orgChartRoutes } from './org-chart.routes.server.ts'
