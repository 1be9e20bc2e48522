export { ContractEvent } from './contract-event.record.ts'
export { Contract } from './contract.record.ts'
