import type { Contract } from '../external/contracts/index.ts'
import { asset } from '../internal/operations/index.ts'
import { clock } from '../kernel/clock.ts'

export const covers = (contract: Contract): string => asset + contract + clock
