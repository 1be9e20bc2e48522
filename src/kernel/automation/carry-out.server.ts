import { Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import type { Rule } from './action.ts'
import { perform } from './perform.server.ts'
import { actorOf } from './rules.server.ts'
import { beginRun, endRun, giveUp, type Outcome } from './run-log.server.ts'

export type AutomationKernel = Pick<Kernel, 'db' | 'store' | 'clock' | 'registry' | 'log' | 'secret' | 'url'>
export interface Carrying {
  readonly rule: Rule
  readonly record: AnyRecord
  readonly id: string | null
  /** What it is due for: nothing is done twice under one key. */
  readonly key: string
  readonly depth: number
  readonly words?: Readonly<Record<string, string>>
  readonly groupsSql?: string | undefined
}

/** Does what a rule says, once under its key, and notes how it went. What a person could mend fails the run; anything else is thrown, to be tried again. */
export async function carryOut(kernel: AutomationKernel, carrying: Carrying): Promise<Outcome | null> {
  const { rule, id, key, depth } = carrying
  const { clock } = kernel
  const started = performance.now()
  const due = { rule, key, recordId: id }
  try {
    let run: string | null = null
    const did = await perform(kernel, { ...carrying, who: actorOf(rule, depth) }, async (tx) => {
      run = await beginRun(tx, clock, due)
      return run !== null
    })
    if (did === null || run === null) return null
    await endRun(kernel.db, run, { outcome: 'done', did, ms: performance.now() - started })
    return 'done'
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    await noteFailure(kernel, carrying, { error, ms: performance.now() - started })
    return 'failed'
  }
}

/** Notes that rules set each other off too often, instead of going on. */
export async function stopChain(kernel: AutomationKernel, { rule, key, id }: Carrying, says: string): Promise<void> {
  const run = await beginRun(kernel.db, kernel.clock, { rule, key, recordId: id })
  if (run) await endRun(kernel.db, run, { outcome: 'stopped', error: says, ms: 0 })
}

/** Notes a failed run; a rule that always fails is switched off. */
export async function noteFailure(
  kernel: AutomationKernel,
  { rule, key, id }: Pick<Carrying, 'rule' | 'key' | 'id'>,
  { error, ms }: { error: Failure; ms: number },
): Promise<void> {
  const run = await beginRun(kernel.db, kernel.clock, { rule, key, recordId: id })
  if (!run) return
  const said = [error.message, ...error.problems.map(({ says }) => says)].join(' ')
  await endRun(kernel.db, run, { outcome: 'failed', error: said, ms })
  await giveUp(kernel, rule)
}
