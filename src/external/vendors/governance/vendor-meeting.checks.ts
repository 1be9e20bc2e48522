// The server alone judges these: see scripts/leave-checks.ts.
export { problemOfZone } from './zone.ts'
