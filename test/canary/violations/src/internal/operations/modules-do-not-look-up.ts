export { covers } from '../../links/covers.ts'
