// The server alone judges these: see scripts/leave-checks.ts.
export { problemOfSteps } from './step-problems.ts'
export { problemOfTargetTime } from './target-time.ts'
