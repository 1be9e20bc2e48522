// The server alone judges these: see scripts/leave-checks.ts.
export { problemOfPeriod } from './period.ts'
