export { Location } from './location.record.ts'
