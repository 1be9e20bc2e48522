export { Person } from './person.record.ts'
