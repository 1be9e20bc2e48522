// The server alone judges these: see scripts/leave-checks.ts.
export { problemOfCount } from './count-problems.ts'
