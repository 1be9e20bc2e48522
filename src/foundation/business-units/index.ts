export { BusinessUnit } from './business-unit.record.ts'
