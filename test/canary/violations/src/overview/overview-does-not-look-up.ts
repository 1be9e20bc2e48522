export { demo } from '../demo/index.ts'
