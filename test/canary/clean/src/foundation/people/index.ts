export { person } from './person.ts'
