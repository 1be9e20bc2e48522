// The server alone judges these: see scripts/leave-checks.ts.
export { problemOfForm } from './form.problem.ts'
export { problemOfPlan } from './plan.ts'
