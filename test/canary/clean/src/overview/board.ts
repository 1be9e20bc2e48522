import { contract } from '../external/contracts/index.ts'
import { covers } from '../links/covers.ts'

export const board = covers(contract)
