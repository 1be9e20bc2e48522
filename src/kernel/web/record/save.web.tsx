import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useState } from 'react'
import type { Difference } from '../../errors.ts'
import type { AnyRecord } from '../../record/define.ts'
import { pathOf } from '../../record/registry.ts'
import { api, ApiProblem, read } from '../api.web.ts'
import { keepRow } from './ask.web.ts'
import { MergeDialog } from './merge.web.tsx'
import { wireValues } from './form.ts'
import { clashesOf, mergedPatch, type Side } from './merge.ts'
import type { Row } from './row.ts'

export interface Saving {
  readonly row: Row
  /** Changed values as editors hold them: references as `{ id, title }`. */
  readonly patch: Readonly<Record<string, unknown>>
  readonly reason?: string
}
/** Sends a change; where someone else changed the same field meanwhile, asks which value to keep. Null when that is cancelled. */
export type Save = (saving: Saving) => Promise<Row | null>
type Picks = Readonly<Record<string, Side>>
interface Question {
  readonly differences: readonly Difference[]
  readonly answer: (picks: Picks | null) => void
}

const SaveContext = createContext<Save | null>(null)

/** Gives the parts of a record page one way to save, with one dialog for conflicts. */
export function SaveProvider({ record, children }: { record: AnyRecord; children: ReactNode }) {
  const client = useQueryClient()
  const [question, setQuestion] = useState<Question | null>(null)
  const ask = (differences: readonly Difference[]): Promise<Picks | null> =>
    new Promise((resolve) => {
      const answer = (picks: Picks | null) => {
        setQuestion(null)
        resolve(picks)
      }
      setQuestion({ differences, answer })
    })
  const save: Save = async (saving) => {
    const row = await send(record, saving, ask)
    if (row) await keepRow(client, record, row)
    return row
  }
  return (
    <SaveContext value={save}>
      {children}
      {question && <MergeDialog record={record} differences={question.differences} onAnswer={question.answer} />}
    </SaveContext>
  )
}

/** How parts of a record page save; throws outside of `SaveProvider`, which is a mistake in code. */
export function useSave(): Save {
  const save = useContext(SaveContext)
  if (!save) throw new Error('No SaveProvider around this component.')
  return save
}

async function send(
  record: AnyRecord,
  saving: Saving,
  ask: (differences: readonly Difference[]) => Promise<Picks | null>,
): Promise<Row | null> {
  const path = `/${pathOf(record)}/${saving.row.id}`
  try {
    return await api<Row>('PATCH', path, {
      body: wireValues(saving.patch),
      version: saving.row.version,
      reason: saving.reason,
    })
  } catch (problem) {
    if (!(problem instanceof ApiProblem) || problem.status !== 409) throw problem
    const latest = await read<Row>(path)
    if (latest.version === saving.row.version) throw problem
    const clashes = clashesOf(differencesOf(saving, latest))
    const picks = clashes.length > 0 ? await ask(clashes) : {}
    if (!picks) return null
    const patch = mergedPatch(saving.patch, picks)
    return Object.keys(patch).length > 0 ? send(record, { ...saving, row: latest, patch }, ask) : latest
  }
}

/** The server names the fields; rows and editors hold the same values in the form that people read. */
const differencesOf = ({ patch, row }: Saving, latest: Row): readonly Difference[] =>
  Object.keys(patch).map((field) => ({ field, yours: patch[field], theirs: latest[field], base: row[field] }))
