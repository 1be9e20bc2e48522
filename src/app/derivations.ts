import {
  exitExerciseDerivation,
  exitPlanDerivation,
  requestCountDerivation,
} from '../external/outsourcing/index.server.ts'
import {
  checkDerivation,
  contractDerivation,
  contractEventDerivation,
  indexDerivation,
} from '../external/contracts/index.server.ts'
import { reportedDerivation, valueDerivation, vendorDerivation } from '../external/vendors/index.server.ts'
import { deviceDerivation, outageDerivation } from '../internal/operations/index.server.ts'
import { articleDerivation, ticketDerivation } from '../internal/support/index.server.ts'
import type { Kernel } from '../kernel/kernel.server.ts'
import type { Derivation } from '../kernel/record/derivation.server.ts'

/** What records work out of themselves, by name. */
export const derivations = (kernel: Kernel): Readonly<Record<string, Derivation>> => ({
  compliance_check: checkDerivation(kernel),
  contract: contractDerivation(kernel),
  contract_event: contractEventDerivation(kernel),
  device: deviceDerivation,
  exit_exercise: exitExerciseDerivation,
  exit_plan: exitPlanDerivation,
  outage: outageDerivation(kernel),
  price_index: indexDerivation(kernel),
  knowledge_article: articleDerivation(kernel),
  counted_requests: requestCountDerivation,
  reported_figure: reportedDerivation,
  scorecard_value: valueDerivation,
  ticket: ticketDerivation(kernel),
  vendor: vendorDerivation(kernel),
})
