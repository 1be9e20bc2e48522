export { Service } from './service.record.ts'
