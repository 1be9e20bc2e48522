// The server alone judges these: see scripts/leave-checks.ts.
export { problemOfActions, problemOfChanged, problemOfFilter } from './action.ts'
export { problemOfRecurrence } from './recurrence.ts'
