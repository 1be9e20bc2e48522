import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { Sign } from '../events/change.ts'
import { keys } from './api.web.ts'
import type { Row } from './record/row.ts'

/** What the server says about a change somewhere: one record, or too many of a type to name. */
export interface Change {
  readonly type: string
  readonly id: string | null
  readonly version: number | null
  readonly verb: string
}
export type Connection = 'connecting' | 'open' | 'lost'

const listeners = new Set<(change: Change) => void>()
const signListeners = new Set<(sign: Sign) => void>()
const watchers = new Set<() => void>()
let connection: Connection = 'connecting'

/** Calls back for each change the caller may see. */
export function onChange(listener: (change: Change) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Calls back for each sign of a name: what other pages let this one know at once and nobody keeps. */
export function onSign(name: string, listener: (data: Readonly<Record<string, unknown>>) => void): () => void {
  const hear = (sign: Sign) => sign.name === name && listener(sign.data)
  signListeners.add(hear)
  return () => signListeners.delete(hear)
}

/** How the live connection stands; 'lost' while it is being made again. */
export function useConnection(): Connection {
  return useSyncExternalStore(watch, () => connection)
}

/** Keeps what is on the page true: follows the server's changes while mounted and refreshes what they touch. */
export function useLive(): void {
  const client = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/api/v1/live')
    const pending = new Map<string, Change>()
    let timer: ReturnType<typeof setTimeout> | null = null
    const flush = () => {
      timer = null
      const changes = [...pending.values()]
      pending.clear()
      for (const change of changes) refresh(client, change)
      const types = new Set(changes.map(({ type }) => type))
      void client.invalidateQueries({ queryKey: keys.related(), predicate: ({ meta }) => isAbout(meta, types) })
    }
    const take = (event: MessageEvent<string>) => {
      const change = readChange(event)
      if (!change) return
      for (const listener of listeners) listener(change)
      pending.set(`${change.type}/${change.id}`, change)
      timer ??= setTimeout(flush, 250)
    }
    source.addEventListener('change', take)
    source.addEventListener('many', take)
    source.addEventListener('inbox', () => void client.invalidateQueries({ queryKey: keys.inbox }))
    source.addEventListener('sign', ({ data }: MessageEvent<string>) => {
      for (const hear of signListeners) hear(JSON.parse(data) as Sign)
    })
    source.onopen = () => {
      if (connection === 'lost') void client.invalidateQueries()
      setConnection('open')
    }
    source.onerror = () => setConnection('lost')
    return () => {
      source.close()
      if (timer) clearTimeout(timer)
      setConnection('connecting')
    }
  }, [client])
}

/** Refreshes whatever shows the record that changed; a change this page already has is left alone. */
function refresh(client: QueryClient, { type, id, version }: Change): void {
  if (id) {
    const known = client.getQueryData<Row>(keys.row(type, id))
    void client.invalidateQueries({ queryKey: keys.traits(id) })
    if (!known || version === null || known.version < version)
      void client.invalidateQueries({ queryKey: keys.row(type, id) })
  } else void client.invalidateQueries({ queryKey: ['row', type] })
  void client.invalidateQueries({ queryKey: keys.lists(type) })
  void client.invalidateQueries({ queryKey: keys.counts(type) })
  void client.invalidateQueries({ queryKey: keys.myWork })
}

/** Whether what a query shows comes from records of these types. */
const isAbout = (meta: Readonly<Record<string, unknown>> | undefined, types: ReadonlySet<string>): boolean =>
  Array.isArray(meta?.types) && meta.types.some((type) => types.has(String(type)))

function readChange(event: MessageEvent<string>): Change | null {
  try {
    const given = JSON.parse(event.data) as Partial<Change>
    if (typeof given.type !== 'string') return null
    return { type: given.type, id: given.id ?? null, version: given.version ?? null, verb: given.verb ?? 'changed' }
  } catch {
    return null
  }
}

function setConnection(next: Connection): void {
  connection = next
  for (const watcher of watchers) watcher()
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}
