export { tested } from './clock.test.ts'
