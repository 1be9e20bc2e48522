export { contractPages } from './pages.web.ts'
