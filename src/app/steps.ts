import { organisationSteps } from '../foundation/steps.ts'
import { kernelSteps } from '../kernel/checklist/kernel-steps.server.ts'
import type { Step } from '../kernel/checklist/step.ts'

const order = ['organisation', 'calendar', 'mail', 'second-factor', 'directory', 'people']
const placeOf = ({ name }: Step): number => (order.includes(name) ? order.indexOf(name) : order.length)

/** What whoever sets an installation up is led through: these first, the others as they are declared. */
export const steps: readonly Step[] = [...organisationSteps, ...kernelSteps].toSorted((a, b) => placeOf(a) - placeOf(b))
