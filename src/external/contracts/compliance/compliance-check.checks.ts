// The server alone judges these: see scripts/leave-checks.ts.
export { rulingsProblem } from './judged.ts'
