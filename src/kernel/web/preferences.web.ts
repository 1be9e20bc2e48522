import { useSyncExternalStore } from 'react'

export type Density = 'comfortable' | 'compact'

/** Heights of a list's rows in pixels. */
export const rowHeights: Readonly<Record<Density, number>> = { comfortable: 36, compact: 28 }

const prefix = 'quarterdeck.'
const listeners = new Set<() => void>()
const parsed = new Map<string, { text: string | null; value: unknown }>()

/** Reads what this browser keeps under a name; `fallback` where there is nothing, or nothing that can be read. */
export function kept<T>(name: string, fallback: T): T {
  const text = localStorage.getItem(prefix + name)
  const known = parsed.get(name)
  if (known && known.text === text) return (known.value ?? fallback) as T
  const value = text === null ? null : parse(text)
  parsed.set(name, { text, value })
  return (value ?? fallback) as T
}

/** Keeps a value in this browser, and tells everyone who shows it; null forgets it. */
export function keep(name: string, value: unknown): void {
  if (value === null) localStorage.removeItem(prefix + name)
  else localStorage.setItem(prefix + name, JSON.stringify(value))
  for (const listener of listeners) listener()
}

/** A value this browser keeps, and how to change it. `fallback` must be the same object each time. */
export function useKept<T>(name: string, fallback: T): [T, (value: T | null) => void] {
  const value = useSyncExternalStore(subscribe, () => kept(name, fallback))
  return [value, (next) => keep(name, next)]
}

export const useDensity = (): [Density, (density: Density | null) => void] => useKept<Density>('density', 'comfortable')

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
