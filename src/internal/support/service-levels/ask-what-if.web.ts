import { useEffect, useRef, useState } from 'react'
import { api } from '../../../kernel/web/api.web.ts'
import type { Metric } from './promise.ts'
import { joined } from './what-if-words.ts'
import type { WireWhatIf } from './wire.ts'

export interface Asked {
  readonly month: string
  readonly policy: string | null
  readonly calendar: string | null
  readonly times: Readonly<Partial<Record<Metric, string>>>
}

interface Asking {
  readonly asked: Asked | null
  /** What is known so far. */
  readonly found: WireWhatIf | null
  readonly isBusy: boolean
  readonly problem: Error | null
}
const nothing: Asking = { asked: null, found: null, isBusy: false, problem: null }

/** Has a month judged part by part, however many tickets it has, until it is done, stopped, or the page is left. */
export function useWhatIf() {
  const [asking, setAsking] = useState(nothing)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const stop = (): void => {
    running.current?.abort()
    setAsking((now) => ({ ...now, isBusy: false }))
  }
  const ask = async (asked: Asked): Promise<void> => {
    running.current?.abort()
    const { signal } = (running.current = new AbortController())
    let found: WireWhatIf | null = null
    setAsking({ ...nothing, asked, isBusy: true })
    try {
      do {
        const body = { ...asked, after: found?.next ?? null }
        found = joined(found, await api<WireWhatIf>('POST', '/service-levels/what-if', { body, signal }))
        if (!signal.aborted) setAsking({ asked, found, isBusy: found.next !== null, problem: null })
      } while (found.next !== null && !signal.aborted)
    } catch (error) {
      if (!signal.aborted) setAsking({ asked, found, isBusy: false, problem: error as Error })
    }
  }
  return { ...asking, ask, stop }
}
