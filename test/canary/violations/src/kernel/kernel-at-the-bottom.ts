export { person } from '../foundation/people/index.ts'
