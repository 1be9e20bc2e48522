export { Service } from './service.record.ts'
export { serviceReplaces } from './service-replaces.link.ts'
export { markOf } from './words.ts'
