// The server alone judges these: see scripts/leave-checks.ts.
export { problemsOfIdentifiers } from './identifiers.ts'
