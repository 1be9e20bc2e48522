import type { Contract } from '../../external/contracts/index.ts'

export const touched: Contract = 'contract'
