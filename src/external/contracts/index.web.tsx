export { contractPages } from './pages.web.ts'
export { readingPages } from './reading/pages.web.ts'
