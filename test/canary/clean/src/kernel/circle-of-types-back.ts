import { shapes } from './circle-of-types.ts'

export type Size = number
export const count = shapes.length
