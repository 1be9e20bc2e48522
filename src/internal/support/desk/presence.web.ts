import { useEffect, useSyncExternalStore } from 'react'
import { api } from '../../../kernel/web/api.web.ts'
import { onSign } from '../../../kernel/web/live.web.ts'
import { useMe } from '../../../kernel/web/session.web.tsx'
import type { Present } from './wire.ts'

const forgottenAfter = 30_000
const signEvery = 15_000
const dwell = 800

let known: readonly Present[] = []
const listeners = new Set<() => void>()

/** Learns who is where from an answer of the server; what is known already and newer stays. */
export function learnPresent(present: readonly Present[]): void {
  if (present.length > 0) show(present.reduce(withOne, known))
}

/** Who else is at a ticket now, those who write first. */
export function usePresent(ticket: string): readonly Present[] {
  const { account } = useMe()
  const present = useSyncExternalStore(subscribe, () => known)
  const since = Date.now() - forgottenAfter
  return present
    .filter((one) => one.ticket === ticket && one.account !== account.id && Date.parse(one.at) > since)
    .toSorted((a, b) => Number(b.isWriting) - Number(a.isWriting))
}

/** Follows the signs that other agents' pages give, while the desk is open. */
export function useSigns(): void {
  useEffect(() => {
    const end = onSign('presence', ({ ticket, account, name, is, at }) => {
      const one = { ticket: String(ticket), account: String(account), name: String(name), at: String(at) }
      if (is === 'gone') show(known.filter((other) => !isSame(other, one)))
      else show(withOne(known, { ...one, isWriting: is === 'writing' }))
    })
    const timer = setInterval(() => {
      const since = Date.now() - forgottenAfter
      if (known.some(({ at }) => Date.parse(at) <= since)) show(known.filter(({ at }) => Date.parse(at) > since))
    }, 5000)
    return () => {
      end()
      clearInterval(timer)
    }
  }, [])
}

/** Lets other agents know that one looks at a ticket, or writes in it, until another one is opened. */
export function usePresenceSigns(ticket: string, isWriting: boolean): void {
  useEffect(() => {
    let isTold = false
    const say = (is: 'looking' | 'writing' | 'gone') => {
      isTold = is !== 'gone'
      api('PUT', `/desk/tickets/${ticket}/presence`, { body: { is } }).catch(() => undefined)
    }
    const is = isWriting ? 'writing' : 'looking'
    // Who only passes by on the way to another ticket isn't there.
    const first = setTimeout(() => say(is), isWriting ? 0 : dwell)
    const again = setInterval(() => document.visibilityState === 'visible' && say(is), signEvery)
    return () => {
      clearTimeout(first)
      clearInterval(again)
      if (isTold) say('gone')
    }
  }, [ticket, isWriting])
}

const isSame = (a: { ticket: string; account: string }, b: { ticket: string; account: string }): boolean =>
  a.ticket === b.ticket && a.account === b.account

const withOne = (all: readonly Present[], one: Present): readonly Present[] => [
  ...all.filter((other) => !isSame(other, one)),
  one,
]

function show(next: readonly Present[]): void {
  known = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
