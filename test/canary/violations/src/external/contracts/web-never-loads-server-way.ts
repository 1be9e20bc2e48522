export { sign as way } from './contract.actions.server.ts'
