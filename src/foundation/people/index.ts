export { Person } from './person.record.ts'
export { differing, toldOf } from './told.ts'
