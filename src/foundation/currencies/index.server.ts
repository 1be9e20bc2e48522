export { ensureCurrencies } from './currency.actions.server.ts'
