export { asset } from '../internal/operations/asset.ts'
