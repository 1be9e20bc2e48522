export { asset } from '../operations/asset.ts'
