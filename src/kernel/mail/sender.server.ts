import type { Kernel } from '../kernel.server.ts'
import { settingsOf } from '../settings/settings.server.ts'
import { MailSettings } from './mail.settings.ts'
import { domainOf } from './message.ts'
import { failureWords, outcomeOf, type SmtpFailure } from './outcome.ts'
import { claim, type ClaimedMail, hasDue, noteFailed, noteSent, noteSuppressed } from './queue.server.ts'
import { type Mailing, openTransport, type Transport } from './transport.server.ts'

export type SenderKernel = Pick<Kernel, 'db' | 'store' | 'registry' | 'sealer' | 'clock' | 'log' | 'files'>
interface SenderOptions {
  /** Mails sent at once, each over a connection of its own (5). */
  readonly connections?: number
  /** A mail that takes longer has failed (60,000 ms). */
  readonly limit?: number
  /** How long a mail belongs to the worker that sends it; more than `limit` (120,000 ms). */
  readonly lease?: number
  /** How often the queue is looked at when there was nothing to do (1,000 ms). */
  readonly poll?: number
}
/** Running senders. */
export interface Sending {
  /** Lets mails in hand finish. */
  readonly stop: () => Promise<void>
}

/** Sends what is queued for as long as this process lives; any number of processes may. Without a mail server, mails wait. */
export function startSending(
  kernel: SenderKernel,
  { connections = 5, limit = 60_000, lease = 120_000, poll = 1000 }: SenderOptions = {},
): Sending {
  const stopping = new AbortController()
  const line = openServerLine(kernel, { connections, limit })
  const run = async (): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted; ) {
      const did = await step({ kernel, line, connections, lease }).catch((error: unknown): Step => {
        kernel.log.error({ error: String(error) }, 'Mails can’t be sent; it is tried again.')
        return 'failed'
      })
      failures = did === 'failed' ? failures + 1 : did === 'sent' ? 0 : failures
      if (did === 'sent') continue
      await pause(did === 'failed' ? Math.min(longestPause, poll * 2 ** failures) : poll, stopping.signal)
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopping.abort()
      await running
      line.close()
    },
  }
}
const longestPause = 300_000

type Step = 'sent' | 'idle' | 'failed'
interface Work {
  readonly kernel: SenderKernel
  readonly line: ServerLine
  readonly connections: number
  readonly lease: number
}

/** Sends one handful. `failed` means that the mail server can't be used now. */
async function step({ kernel, line, connections, lease }: Work): Promise<Step> {
  if (!(await hasDue(kernel))) return 'idle'
  const server = await line.server()
  if (!server) return 'idle'
  const host = domainOf(server.settings.fromAddress ?? '')
  const mails = await claim(kernel, { most: connections, lease, host })
  const ended = await Promise.all(mails.map((mail) => sendOne({ kernel, server, mail })))
  if (ended.includes('failed')) return 'failed'
  return ended.length > 0 ? 'sent' : 'idle'
}

async function sendOne({
  kernel,
  server: { settings, transport },
  mail,
}: {
  kernel: SenderKernel
  server: Server
  mail: ClaimedMail
}): Promise<Step> {
  if (mail.is_suppressed) {
    await noteSuppressed(kernel, mail)
    return 'sent'
  }
  try {
    await transport.send(mail)
  } catch (error) {
    const failure = error as SmtpFailure
    const outcome = outcomeOf(failure)
    const says = failureWords(failure, settings)
    kernel.log.warn({ mail: mail.id, kind: mail.kind, attempts: mail.attempts, outcome }, says)
    await noteFailed(kernel, mail, { outcome, says })
    return outcome === 'server' ? 'failed' : 'sent'
  }
  await insist(() => noteSent(kernel, mail))
  return 'sent'
}

/** A mail that was sent and isn't noted would be sent again: the note is tried for as long as the mail is this worker's. */
async function insist(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 6) throw error
      await pause(200 * 2 ** attempt)
    }
  }
}

interface Server {
  readonly settings: Mailing
  readonly transport: Transport
}
interface ServerLine {
  /** The mail server as it is set up now; null when none is. */
  readonly server: () => Promise<Server | null>
  readonly close: () => void
}

/** Keeps connections for as long as the settings stay as they are. */
function openServerLine(kernel: SenderKernel, options: { connections: number; limit: number }): ServerLine {
  let open: Server | null = null
  const close = (): void => {
    open?.transport.close()
    open = null
  }
  return {
    close,
    server: async () => {
      const settings = await settingsOf(kernel, MailSettings)
      if (open?.settings.version === settings.version) return open
      close()
      if (settings.host !== null)
        open = { settings, transport: openTransport(settings, { ...options, files: kernel.files }) }
      return open
    },
  }
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const timer = setTimeout(done, milliseconds)
    function done(): void {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    signal?.addEventListener('abort', done)
  })
}
