// The server alone judges these: see scripts/leave-checks.ts.
export { problemsOfIdentifiers } from './identifiers.ts'
export { foldCompany } from './company-name.ts'
