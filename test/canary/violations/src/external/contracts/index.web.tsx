export { page } from './contract.web.tsx'
