export { deliveryActions } from './delivery/delivery.actions.server.ts'
export { deliveryPart } from './delivery/delivery.demo.server.ts'
export { deliveryJobs } from './delivery/delivery.jobs.server.ts'
export { exitExerciseDerivation, exitPlanDerivation } from './delivery/exercise-dates.server.ts'
