import { Worker } from 'node:worker_threads'
import type { ItemDrift } from '../compliance/drift.ts'
import type { ItemVerdict } from '../compliance/judge.ts'
import type { SuggestedObligation } from '../compliance/obligations.ts'
import type { Judged } from '../compliance/overrule.ts'
import { type ContractText, UnreadableDocument } from './contract-text.ts'

/** Work on a text that may take long: it happens beside what answers requests. */
export type Work =
  | { readonly does: 'read'; readonly path: string; readonly name: string }
  | { readonly does: 'suggest'; readonly text: ContractText }
  | { readonly does: 'judge'; readonly text: ContractText; readonly checklist: string }
  | {
      readonly does: 'carry'
      readonly before: ContractText
      readonly after: ContractText
      readonly judged: readonly Judged[]
      readonly checklist: string
    }
export type Worked = { readonly done: unknown } | { readonly problem: string }

interface Results {
  readonly read: ContractText
  readonly suggest: readonly SuggestedObligation[]
  readonly judge: readonly ItemVerdict[]
  readonly carry: readonly ItemDrift[]
}

/** What one piece of work may take at most: seconds, and megabytes of memory. */
export const threadLimits = { seconds: 75, megabytes: 320 } as const
export type ThreadLimits = { readonly [K in keyof typeof threadLimits]: number }

/** Two at a time: whoever sends a hundred files at once waits, and takes nobody's memory. */
const atOnce = 2
let running = 0
const waiting: (() => void)[] = []

/** Does the work in a thread of its own, which is stopped when it takes too long or too much memory: throws UnreadableDocument then, in words. */
export async function inThread<W extends Work>(
  work: W,
  limits: ThreadLimits = threadLimits,
): Promise<Results[W['does']]> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    const worked = await asked(work, limits)
    if ('problem' in worked) throw new UnreadableDocument(worked.problem)
    return worked.done as Results[W['does']]
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

function asked(work: Work, { seconds, megabytes }: ThreadLimits): Promise<Worked> {
  const worker = new Worker(new URL('thread.server.ts', import.meta.url), {
    workerData: work,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
  return new Promise<Worked>((resolve, reject) => {
    const late = setTimeout(
      () =>
        reject(new UnreadableDocument(`It took longer than ${seconds} seconds and was stopped. Split the document.`)),
      seconds * 1000,
    )
    worker.once('message', (worked: Worked) => resolve(worked))
    worker.once('error', (error) =>
      reject(
        'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? new UnreadableDocument(`It took more than ${megabytes} MB of memory and was stopped. Split the document.`)
          : error,
      ),
    )
    worker.once('exit', () => {
      clearTimeout(late)
      reject(new UnreadableDocument('Reading ended without an answer. Save the document again.'))
    })
  }).finally(() => void worker.terminate())
}
