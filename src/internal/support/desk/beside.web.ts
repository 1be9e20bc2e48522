import type { ComponentType } from 'react'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'

const parts: ComponentType<PartProps>[] = []

/** Adds what stands beside a ticket at the desk, below its facts: for what other modules know of it. */
export function registerBesideTicket(component: ComponentType<PartProps>): void {
  parts.push(component)
}

export const besideTicket = (): readonly ComponentType<PartProps>[] => parts
