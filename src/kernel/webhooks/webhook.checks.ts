// The server alone judges these: see scripts/leave-checks.ts.
export { problemOfFilter } from '../automation/action.ts'
