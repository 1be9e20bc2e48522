export { readTree } from './tree.reads.server.ts'
export { sliceAnswer, sliceQuery, treeRoutes } from './tree.routes.server.ts'
