import type { Size } from './circle-of-types-back.ts'

export interface Shape {
  readonly size: Size
}
export const shapes: readonly Shape[] = []
