import { useQueryClient } from '@tanstack/react-query'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { pathOf } from '../../record/registry.ts'
import { api, keys } from '../api.web.ts'
import { wordOf } from '../field/words.ts'
import { toast, toastProblem } from '../toast.web.tsx'
import { keepRow, newestEntry } from './ask.web.ts'
import type { MoveChoice } from './moves.ts'
import type { Row } from './row.ts'

/** What a person may do to a whole record; each says what it did, with a way back. */
export interface Verbs {
  readonly move: (move: MoveChoice, reason?: string) => Promise<void>
  readonly act: (action: string, input: Readonly<Record<string, unknown>>, reason?: string) => Promise<void>
  readonly archive: (reason?: string) => Promise<void>
  readonly restore: () => Promise<void>
}

/** The verbs of one record for its page. `act` throws what the server refused, since its dialog shows it. */
export function useVerbs(record: AnyRecord, row: Row): Verbs {
  const client = useQueryClient()
  const path = `/${pathOf(record)}/${row.id}`
  const title = row.title ?? record.label[0]

  const send = async (verb: string, body?: unknown, reason?: string): Promise<void> => {
    const after = await api<Row>('POST', `${path}/${verb}`, { body, version: row.version, reason })
    await keepRow(client, record, after)
  }
  const undo = async (): Promise<void> => {
    const entry = await newestEntry(record, row.id)
    if (entry?.canUndo) await api('POST', `/history/${entry.id}/undo`)
    await client.invalidateQueries({ queryKey: keys.row(record.name, row.id) })
    await client.invalidateQueries({ queryKey: keys.traits(row.id) })
  }
  const told = async (says: string, run: () => Promise<void>, back: () => Promise<void>): Promise<void> => {
    try {
      await run()
      toast({ says, action: { label: 'Undo', run: () => back().catch(toastProblem) } })
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const restore = () =>
    told(
      `${title} is back`,
      () => send('restore'),
      () => send('archive'),
    )
  return {
    move: (move, reason) =>
      told(`${title} is now ${inSentence(wordOf(move.to))}`, () => send(`moves/${move.name}`, undefined, reason), undo),
    act: async (action, input, reason) => {
      await send(`actions/${action}`, input, reason)
      const { label = 'Done', done = label } = record.actions?.[action] ?? {}
      toast({ says: `${title}: ${done}` })
    },
    archive: (reason) => told(`${title} was archived`, () => send('archive', undefined, reason), undo),
    restore,
  }
}
