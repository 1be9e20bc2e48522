export { records } from '../app/records.ts'
