import { useQueryClient } from '@tanstack/react-query'
import type { AnyRecord } from '../../../kernel/record/define.ts'
import { inSentence } from '../../../kernel/record/in-sentence.ts'
import { api } from '../../../kernel/web/api.web.ts'
import { wordOf } from '../../../kernel/web/field/words.ts'
import { keepRow, newestEntry } from '../../../kernel/web/record/ask.web.ts'
import { makeMove } from '../../../kernel/web/record/asked-move.web.tsx'
import type { MoveChoice } from '../../../kernel/web/record/moves.ts'
import type { Row } from '../../../kernel/web/record/row.ts'
import { useVerbs, type Verbs } from '../../../kernel/web/record/verbs.web.ts'
import { toast, toastProblem } from '../../../kernel/web/toast.web.tsx'
import { dropFromQueues } from './data.web.ts'
import type { DeskCommand } from './keys.web.ts'
import type { Deed } from './macro.ts'
import { workStates } from './queues.ts'

type Values = Readonly<Record<string, unknown>>
interface Said {
  readonly text: string
  readonly isInternal: boolean
  readonly seen: string | null
}
/** What can be done to the open ticket; what ends one's part in it leads on to the next ticket. */
export interface Deeds {
  readonly verbs: Verbs
  readonly byKey: (command: DeskCommand) => void
  readonly set: (values: Values, says: string) => Promise<void>
  /** Says something and does what a macro does with it, all or nothing; throws what was refused. */
  readonly send: (said: Said, deed: Deed) => Promise<void>
  readonly goOn: () => void
}
/** After these, a ticket needs nothing more from whoever made them. */
const endings: readonly string[] = ['resolve', 'hold', 'cancel', 'confirm']

export function useDeeds(record: AnyRecord, row: Row, goOn: () => void): Deeds {
  const client = useQueryClient()
  const verbs = useVerbs(record, row)
  const path = `/tickets/${row.id}`

  const undo = async (): Promise<void> => {
    const entry = await newestEntry(record, row.id)
    if (entry?.canUndo) await api('POST', `/history/${entry.id}/undo`)
    await client.invalidateQueries({ queryKey: ['row', 'ticket', row.id] })
    await client.invalidateQueries({ queryKey: ['list', 'ticket'] })
  }
  const said = (says: string) => toast({ says, action: { label: 'Undo', run: () => undo().catch(toastProblem) } })
  const send = (name: string, values: Values, reason?: string): Promise<Row> =>
    api<Row>('POST', `${path}/moves/${name}`, { body: values, ...(reason ? { reason } : {}) })
  const moveBy = (choice: Pick<MoveChoice, 'name' | 'label'>, reason?: string): Promise<void> => {
    const make = async (values: Values): Promise<void> => {
      const after = await send(choice.name, values, reason)
      // The next ticket is the one that came after this while it still stood in the queue.
      if (endings.includes(choice.name)) goOn()
      if (!workStates.some((state) => state === after.state)) dropFromQueues(client, row.id)
      void keepRow(client, record, after)
      said(`${row.number} is now ${inSentence(wordOf(after.state ?? ''))}`)
    }
    return makeMove(
      { record, move: choice.name, row, suggested: suggestedFor(row) },
      { plain: () => make({}).catch(toastProblem), send: (values) => make(values) },
    )
  }
  const set = async (values: Values, says: string): Promise<void> => {
    try {
      const after = await api<Row>('PATCH', path, { body: values, version: row.version })
      await keepRow(client, record, after)
      said(says)
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const byKey = (command: DeskCommand): void => {
    const names = { start: ['start', 'resume', 'reopen'], hold: ['hold'], resolve: ['resolve'] }[String(command)] ?? []
    const name = names.find((one) => row.can.includes(`move:${one}`))
    const label = record.states?.moves[name ?? names[0] ?? '']?.label ?? ''
    if (name) void moveBy({ name, label })
    else toast({ says: `${row.number} can’t do that now: it is ${row.state?.replace('_', ' ')}.`, tone: 'bad' })
  }
  return {
    verbs: { ...verbs, move: moveBy },
    byKey,
    set,
    send: async (said, deed) => {
      const body = { ...said, set: deed.set, move: deed.move, with: deed.with, version: row.version }
      const after = await api<Row>('POST', `/desk/tickets/${row.id}/send`, { body })
      if (!workStates.some((state) => state === after.state)) dropFromQueues(client, row.id)
      await keepRow(client, record, after)
    },
    goOn,
  }
}

/** How most tickets end: an incident solved for good, a request fulfilled. */
const suggestedFor = (row: Row) => ({ resolutionCode: row.type === 'request' ? 'fulfilled' : 'solved' })
