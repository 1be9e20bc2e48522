import type { Stage } from './stage.ts'

export function checkFiles(_stage: Stage): void {
  return undefined
}
