export { asset } from '../../internal/operations/index.ts'
