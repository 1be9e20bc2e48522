import { ruleVerbs } from '../automation/verbs.ts'
import { defineProcessor, type Processor } from '../events/processor.server.ts'
import type { PlacedEntry } from '../history/position.server.ts'
import { isRetold } from '../history/retold.ts'
import type { Kernel } from '../kernel.server.ts'
import { queueTellings } from './queue.server.ts'

/** A webhook as the history is held against it. */
interface Listening {
  readonly id: string
  readonly recordTypes: readonly string[]
  readonly verbs: readonly string[]
  readonly madeAt: Date
}
/** How long the webhooks are believed without asking, unless one of them changes in between. */
const believedFor = 1000

/** Follows the history and queues what webhooks are to tell of it: each entry once for each webhook. */
export function followForWebhooks(kernel: Pick<Kernel, 'db' | 'clock' | 'registry'>): Processor {
  let known: readonly Listening[] = []
  let believedUntil = 0
  const types = new Set(kernel.registry.records.map(({ name }) => name).filter(isTold))
  const handle = async (entry: PlacedEntry): Promise<void> => {
    if (entry.type === 'webhook' || performance.now() > believedUntil) {
      known = await kernel.db.query<Listening>(
        `select id, record_types as "recordTypes", verbs, created_at as "madeAt" from webhook where is_on and archived_at is null`,
      )
      believedUntil = performance.now() + believedFor
    }
    if (!types.has(entry.type)) return
    const { id, at, type, verb, recordId } = entry
    const told = known.filter((webhook) => webhook.madeAt <= at && listensTo(webhook, entry))
    await queueTellings(
      kernel,
      told.map((webhook) => ({ webhook: webhook.id, key: id, event: `${type}.${verb}`, recordId, entryId: id, at })),
    )
  }
  return defineProcessor({ name: 'webhooks', on: (entry) => !isRetold(entry), startsAt: 'now', handle })
}

/** Settings and webhooks themselves are nobody else's business. */
export const isTold = (type: string): boolean => type !== 'webhook' && !type.endsWith('_settings')

/** Whether a webhook wants to hear of something; what may be read, and its conditions, are asked when it is sent. */
function listensTo(
  { recordTypes, verbs }: Pick<Listening, 'recordTypes' | 'verbs'>,
  { type, verb }: Pick<PlacedEntry, 'type' | 'verb'>,
): boolean {
  const isVerb = verbs.length > 0 ? verbs.includes(verb) : ruleVerbs.some((one) => one === verb)
  return isVerb && (recordTypes.length === 0 || recordTypes.includes(type))
}
