import { readFileSync } from 'node:fs'

/** What must be closed before the process ends, in the reverse order of its opening. */
export interface Shutdown {
  readonly onStop: (close: () => Promise<unknown>) => void
  /** Closes everything once and ends the process; whatever takes longer than the limit is left to end by itself. */
  readonly stop: (code: number) => Promise<never>
  readonly isStopping: () => boolean
}

const limit = 4500

/** Ends the process on Ctrl-C, SIGTERM or the end of whoever started it; a second Ctrl-C ends it at once. */
export function createShutdown(say: (text: string) => void): Shutdown {
  const closers: (() => Promise<unknown>)[] = []
  let isStopping = false

  const stop = async (code: number): Promise<never> => {
    isStopping = true
    setTimeout(() => process.exit(code), limit).unref()
    for (const close of closers.reverse())
      await close().catch((error: unknown) => say(`While stopping: ${String(error)}`))
    process.exit(code)
  }
  const onSignal = (): void => {
    if (isStopping) process.exit(130)
    say('Stopping …')
    void stop(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  stopWithParent(() => (isStopping ? undefined : onSignal()))
  return { onStop: (close) => void closers.push(close), stop, isStopping: () => isStopping }
}

// `npm start` killed with -9 can't pass that on: without its parent the server would run on unseen.
function stopWithParent(stop: () => void): void {
  process.once('disconnect', stop)
  process.channel?.unref()
  if (process.env.npm_lifecycle_event !== 'start') return
  const before = ancestry()
  setInterval(() => (ancestry() === before ? undefined : stop()), 1000).unref()
}

// The parent, and on Linux its parent too: some shells stay between npm and us.
function ancestry(): string {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')')).split(' ')[2]}`
  } catch {
    return String(process.ppid)
  }
}
