// The server alone judges these: see scripts/leave-checks.ts.
export { changesProblem } from './article-changes.ts'
