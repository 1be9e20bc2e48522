// The server alone judges these: see scripts/leave-checks.ts.
export { problemOfChanged, problemOfFilter } from '../automation/action.ts'
export { problemOfSteps } from './steps.ts'
