// The server alone judges these: see scripts/leave-checks.ts.
export { problemOfBands } from './bands.ts'
