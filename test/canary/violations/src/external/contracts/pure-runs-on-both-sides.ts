export { sign } from './contract.actions.server.ts'
