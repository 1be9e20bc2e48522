export { overview } from '../overview/index.ts'
