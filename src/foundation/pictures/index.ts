export * from './graph.ts'
export * from './layout.ts'
export * from './slice.ts'
export * from './tree.ts'
