import { contractPart, contractTextPart } from '../external/contracts/index.server.ts'
import { deliveryPart } from '../external/outsourcing/index.server.ts'
import { vendorDemo } from '../external/vendors/index.server.ts'
import type { DemoPart } from '../foundation/demo.server.ts'
import { operationsDemo } from '../internal/operations/index.server.ts'
import { supportDemo } from '../internal/support/index.server.ts'
import { linksDemo } from '../links/index.server.ts'
import { companyOf } from './company.ts'
import { mailboxPart } from './mailbox.server.ts'
import { organisationParts } from './organisation.server.ts'

/** Every part of the demo company, in an order in which each finds what it needs. A new module adds its own here. */
export const partsOf = (now: Date): readonly DemoPart[] =>
  inOrder([
    ...organisationParts(companyOf(now)),
    mailboxPart,
    ...operationsDemo,
    ...supportDemo,
    ...vendorDemo,
    deliveryPart,
    contractPart,
    contractTextPart,
    ...linksDemo,
  ])

/** Sorts parts so that each comes after those it needs; throws when that is impossible. */
export function inOrder(parts: readonly DemoPart[]): readonly DemoPart[] {
  const sorted: DemoPart[] = []
  let left = parts
  while (left.length > 0) {
    const done = new Set(sorted.map((part) => part.name))
    const ready = left.filter((part) => part.needs.every((need) => done.has(need)))
    if (ready.length === 0)
      throw new Error(
        `These parts of the demo company wait for each other or for nothing: ${left.map((part) => part.name).join(', ')}.`,
      )
    sorted.push(...ready)
    left = left.filter((part) => !ready.includes(part))
  }
  return sorted
}
