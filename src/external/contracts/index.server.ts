export { contractDerivation, contractEventDerivation } from './contract-dates.server.ts'
export { contractJobs } from './contract.jobs.server.ts'
export { contractRoutes } from './contract.routes.server.ts'
