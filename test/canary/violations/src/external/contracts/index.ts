export { contract } from './contract.ts'
export type { Contract } from './contract.ts'
