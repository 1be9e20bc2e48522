import type { Checklist } from '../checklist.ts'
import { dora30 } from './dora-30.ts'
import { gdpr28 } from './gdpr-28.ts'
import { hipaa164504 } from './hipaa-164-504.ts'
import { mvsp } from './mvsp.ts'

/** The checklists that come with it. */
export const checklists: readonly Checklist[] = [gdpr28, hipaa164504, dora30, mvsp]

/** A checklist by its id; throws for one that isn't there, which is a mistake in code. */
export function checklistOf(id: string): Checklist {
  const found = checklists.find((one) => one.id === id)
  if (!found) throw new Error(`There is no checklist '${id}'.`)
  return found
}
