// The server alone judges these: see scripts/leave-checks.ts.
export { problemsOfEvent } from './event-problems.ts'
