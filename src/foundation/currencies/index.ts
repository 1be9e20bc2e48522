export { Currency } from './currency.record.ts'
