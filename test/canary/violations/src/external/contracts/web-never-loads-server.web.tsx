export { way } from './web-never-loads-server-way.ts'
