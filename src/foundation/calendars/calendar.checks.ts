// The server alone judges these: see scripts/leave-checks.ts.
export { problemOfHours } from './hours.ts'
export { problemOfPlace } from './place.ts'
