import { parentPort, workerData } from 'node:worker_threads'
import { checklistOf } from '../compliance/checklists/all.ts'
import { carryOver } from '../compliance/drift.ts'
import { judge } from '../compliance/judge.ts'
import { suggestObligations } from '../compliance/obligations.ts'
import { UnreadableDocument } from './contract-text.ts'
import { readContract } from './read-document.server.ts'
import type { Work, Worked } from './in-thread.server.ts'

parentPort?.postMessage(await done(workerData), [])

async function done(work: Work): Promise<Worked> {
  try {
    return { done: await resultOf(work) }
  } catch (error) {
    if (error instanceof UnreadableDocument) return { problem: error.message }
    throw error
  }
}

async function resultOf(work: Work): Promise<unknown> {
  if (work.does === 'read') return readContract(work.path, work.name)
  if (work.does === 'suggest') return suggestObligations(work.text)
  if (work.does === 'judge') return judge(work.text, checklistOf(work.checklist))
  const { before, after, judged } = work
  return carryOver({ before, after, judged, checklist: checklistOf(work.checklist) }).items
}
