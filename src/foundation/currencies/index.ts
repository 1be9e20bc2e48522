export { Currency } from './currency.record.ts'
export { type IsoCurrency, iso4217 } from './iso-4217.ts'
