import { useState } from 'react'
import { toast, toastProblem } from '../toast.web.tsx'
import { later } from './later.ts'

/** Removes things with a way back: they leave the page at once, and the server when the undo is over. */
export function useRemoval(send: (id: string) => Promise<unknown>) {
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set())
  const putBack = (id: string) => setRemoved((now) => new Set([...now].filter((other) => other !== id)))
  const remove = (id: string, says: string) => {
    setRemoved((now) => new Set([...now, id]))
    const pending = later(() => {
      send(id).catch((problem) => {
        putBack(id)
        toastProblem(problem)
      })
    })
    const undo = () => {
      pending.cancel()
      putBack(id)
    }
    toast({ says, action: { label: 'Undo', run: undo } })
  }
  return { remove, isRemoved: (id: string) => removed.has(id) }
}
