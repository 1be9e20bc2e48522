import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { AnyRecord } from '../../record/define.ts'
import { ApiProblem, api, keys } from '../api.web.ts'
import { labelFor } from '../field/fields.ts'
import { isSame, wireOf } from '../field/wire.ts'
import { makeMove } from '../record/asked-move.web.tsx'
import type { FormValues } from '../record/form.ts'
import type { Row } from '../record/row.ts'
import { toast, toastProblem } from '../toast.web.tsx'
import { listPath } from './search.ts'

/** Saves one value of one row where it stands: shown at once, taken back when refused, undone from the toast. */
export function useChangeRow(record: AnyRecord) {
  const client = useQueryClient()
  const save = async (row: Row, field: string, value: unknown): Promise<void> => {
    const before = row[field] ?? null
    if (isSame(record.fields[field], before, value)) return
    place(client, record, { ...row, [field]: value })
    try {
      const saved = await patch(record, row, field, value)
      place(client, record, saved)
      const undo = () => save(saved, field, before).catch(toastProblem)
      toast({
        says: `${labelFor(record, field)} of ${row.title ?? row.number} changed.`,
        action: { label: 'Undo', run: undo },
      })
    } catch (error) {
      place(client, record, row)
      if (error instanceof ApiProblem && error.code === 'Conflict')
        return sayConflict(error, () => retake(row, field, value))
      throw error
    } finally {
      void client.invalidateQueries({ queryKey: keys.lists(record.name), refetchType: 'none' })
    }
  }
  const retake = async (row: Row, field: string, value: unknown) => {
    try {
      const fresh = await api<Row>('GET', `${listPath(record)}/${row.id}`)
      await save(fresh, field, value)
    } catch (error) {
      toastProblem(error)
    }
  }
  return save
}

/** Moves a row to another state by the move of that name, asking for what the move asks for. */
export function useMoveRow(record: AnyRecord) {
  const client = useQueryClient()
  const send = async (row: Row, move: string, set: FormValues): Promise<void> => {
    const to = record.states?.moves[move]?.to ?? row.state
    place(client, record, { ...row, state: to })
    try {
      const saved = await api<Row>('POST', `${listPath(record)}/${row.id}/moves/${move}`, {
        body: set,
        version: row.version,
      })
      place(client, record, saved)
      toast({ says: `${row.title ?? row.number} moved.` })
    } catch (error) {
      place(client, record, row)
      throw error
    } finally {
      void client.invalidateQueries({ queryKey: keys.lists(record.name) })
    }
  }
  return (row: Row, move: string): Promise<void> =>
    makeMove(
      { record, move, row },
      { plain: () => send(row, move, {}).catch(toastProblem), send: (set) => send(row, move, set) },
    )
}

const patch = (record: AnyRecord, row: Row, field: string, value: unknown): Promise<Row> =>
  api<Row>('PATCH', `${listPath(record)}/${row.id}`, {
    body: { [field]: wireOf(record.fields[field], value) },
    version: row.version,
  })

function sayConflict(problem: ApiProblem, useMine: () => unknown): void {
  toast({
    says: `${problem.message} Your value wasn’t saved.`,
    tone: 'bad',
    action: { label: 'Save mine anyway', run: useMine },
  })
}

/** Puts a row in the place of its older self in every list that is loaded. */
export function place(client: QueryClient, record: AnyRecord, row: Row): void {
  client.setQueriesData({ queryKey: keys.lists(record.name) }, (data: unknown) => withRow(data, row))
  client.setQueryData(keys.row(record.name, row.id), (data: Row | undefined) => data && { ...data, ...row })
}

function withRow(data: unknown, row: Row): unknown {
  if (typeof data !== 'object' || data === null) return data
  if ('pages' in data && Array.isArray(data.pages))
    return { ...data, pages: data.pages.map((page) => withRow(page, row)) }
  if (!('rows' in data) || !Array.isArray(data.rows)) return data
  const rows = data.rows as readonly Row[]
  if (!rows.some(({ id }) => id === row.id)) return data
  return { ...data, rows: rows.map((one) => (one.id === row.id ? { ...one, ...row } : one)) }
}
