import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { pathOf } from '../../record/registry.ts'
import { api, keys } from '../api.web.ts'
import { wordOf } from '../field/words.ts'
import { toast, toastProblem } from '../toast.web.tsx'
import { keepRow, newestEntry } from './ask.web.ts'
import { makeMove } from './asked-move.web.tsx'
import type { FormValues } from './form.ts'
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
export const useVerbs = (record: AnyRecord, row: Row): Verbs => verbsOf(useQueryClient(), record, row)

/** The same, where the record is known only once something was chosen. */
export function verbsOf(client: QueryClient, record: AnyRecord, row: Row): Verbs {
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
    await run()
    toast({ says, action: { label: 'Undo', run: () => back().catch(toastProblem) } })
  }
  const tried = async (...doing: Parameters<typeof told>): Promise<void> => {
    try {
      await told(...doing)
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const restore = () =>
    tried(
      `${title} is back`,
      () => send('restore'),
      () => send('archive'),
    )
  return {
    move: (move, reason) => {
      const says = `${title} is now ${inSentence(wordOf(move.to))}`
      const make = (set?: FormValues) => send(`moves/${move.name}`, set, reason)
      return makeMove(
        { record, move: move.name, row },
        { plain: () => tried(says, () => make(), undo), send: (set) => told(says, () => make(set), undo) },
      )
    },
    act: async (action, input, reason) => {
      await send(`actions/${action}`, input, reason)
      const { label = 'Done', done = label } = record.actions?.[action] ?? {}
      toast({ says: `${title}: ${done}` })
    },
    archive: (reason) => tried(`${title} was archived`, () => send('archive', undefined, reason), undo),
    restore,
  }
}
