import type { Who } from '../access/who.ts'
import type { Kernel } from '../kernel.server.ts'
import type { FailureView } from './failure.ts'

export type Failing = Pick<Kernel, 'db' | 'clock' | 'registry'>

/** A kind of background work that may fail, as a module declares it. */
export interface FailureSource {
  readonly kind: string
  /** 'Mails', as it stands above their list. */
  readonly label: string
  /** What failed, the newest first, at most 100. Names of records only where the caller may read them. */
  readonly list: (kernel: Failing, who: Who) => Promise<readonly Omit<FailureView, 'kind'>[]>
  /** Has one tried again at once, or all of them without an id; resolves to how many. */
  readonly retry: (kernel: Failing, id: string | null) => Promise<number>
  /** Gives one up for good; false when there is none of this id. */
  readonly giveUp: (kernel: Failing, given: { id: string; by: string; reason: string }) => Promise<boolean>
}
