import type { Kernel } from '../kernel/kernel.server.ts'
import type { Records } from '../kernel/record/store.server.ts'

/** What of the kernel the demo company needs. */
export type DemoKernel = Pick<Kernel, 'db' | 'clock' | 'store' | 'registry' | 'files' | 'kept' | 'sealer'>

/** What a part of the demo company is given. */
export interface DemoContext {
  readonly kernel: DemoKernel
  /** The store as the system, by the door 'demo'. */
  readonly records: Records
  readonly now: Date
  /** Ids by a key: what one part leaves for those that need it. */
  readonly made: Made
}
export interface Made {
  readonly put: (record: string, key: string, id: string) => void
  /** The id that was left under that key; throws when there is none, which is a mistake in a part. */
  readonly id: (record: string, key: string) => string
}

/** A part of the demo company. A module tells its own in its `demo.server.ts`; `src/demo/parts.ts` lists them all. */
export interface DemoPart {
  readonly name: string
  /** Parts that must be there before it. */
  readonly needs: readonly string[]
  readonly create: (context: DemoContext) => Promise<void>
}
