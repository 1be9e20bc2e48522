import { contract } from './contract.ts'

export const page = contract
