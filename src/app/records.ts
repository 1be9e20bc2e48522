import { createRegistry, type Registry } from '../kernel/record/registry.ts'
import { recordsAtOnce } from './records-at-once.ts'
import { linksLater, recordsLater } from './records-later.ts'

/** Every record and link of Quarterdeck; another one each time, since an installation extends its own. */
export const makeRegistry = (): Registry => createRegistry([...recordsAtOnce, ...recordsLater], linksLater)

/** What this process serves. */
export const registry = makeRegistry()
