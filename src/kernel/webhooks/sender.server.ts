import { deliver, type Delivering, type DeliveryKernel } from './deliver.server.ts'
import { claimDeliveries } from './queue.server.ts'

interface SenderOptions extends Delivering {
  /** Requests at the same time (20). */
  readonly connections?: number
  /** How long a delivery belongs to the worker that sends it; more than a request may take (60,000 ms). */
  readonly lease?: number
  /** How often the queue is looked at when there was nothing to do (1,000 ms). */
  readonly poll?: number
}
/** Running senders. */
export interface SendingWebhooks {
  /** Lets requests in hand finish. */
  readonly stop: () => Promise<void>
}

/** Sends what webhooks are to tell for as long as this process lives; any number of processes may. */
export function startWebhooks(
  kernel: DeliveryKernel,
  { connections = 20, lease = 60_000, poll = 1000, ...delivering }: SenderOptions = {},
): SendingWebhooks {
  const underWay = new Set<Promise<void>>()
  let isStopping = false
  let wake = (): void => undefined
  const begin = (claimed: Awaited<ReturnType<typeof claimDeliveries>>): void => {
    for (const told of claimed) {
      const work = deliver(kernel, told, delivering)
        // What was claimed comes back when its lease is over.
        .catch((error: unknown) =>
          kernel.log.error({ delivery: told.id, error: String(error) }, 'A webhook could not be called.'),
        )
        .finally(() => {
          underWay.delete(work)
          wake()
        })
      underWay.add(work)
    }
  }
  const run = async (): Promise<void> => {
    for (let failures = 0; !isStopping; ) {
      const most = connections - underWay.size
      let claimed: Awaited<ReturnType<typeof claimDeliveries>> = []
      try {
        if (most > 0) claimed = await claimDeliveries(kernel, { most, lease })
        failures = 0
      } catch (error) {
        failures++
        kernel.log.error({ error: String(error) }, 'What webhooks are to tell can’t be read; it is tried again.')
      }
      begin(claimed)
      if (claimed.length === 0 && !isStopping)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.min(30_000, poll * 2 ** failures))
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
    }
  }
  const running = run()
  return {
    stop: async () => {
      isStopping = true
      wake()
      await running
      await Promise.all(underWay)
    },
  }
}
