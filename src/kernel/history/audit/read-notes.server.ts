import type { Who } from '../../access/who.ts'
import type { Kernel } from '../../kernel.server.ts'
import type { AnyRecord } from '../../record/define.ts'

type Needs = Pick<Kernel, 'db' | 'clock' | 'log'>
type Rows = readonly Readonly<Record<string, unknown>>[]

/** Remembers who read fields that are declared with `audit: true`. */
export interface ReadNotes {
  /** Takes note of rows that a request was given; writes nothing yet. */
  readonly note: (who: Who, record: AnyRecord, rows: Rows) => void
  /** Writes what was noted so far. */
  readonly flush: () => Promise<void>
}

/** For programs that answer no requests. */
export const noReadNotes: ReadNotes = { note: () => undefined, flush: async () => undefined }

interface Note {
  readonly id: string
  readonly at: Date
  readonly who: Who
  readonly type: string
  readonly fields: readonly string[]
  readonly records: readonly string[]
}

/** The same reader of the same record is noted once in this time. */
const quietMs = 600_000
const mostRemembered = 100_000
const mostWaiting = 10_000
const soonMs = 1000

/** Notes are written after the answer, together, a second later at most: a read waits for none of it. */
export function openReadNotes({ db, clock, log }: Needs): ReadNotes {
  let waiting: Note[] = []
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()
  const remembered = new Map<string, number>()

  const isNew = (key: string, now: number): boolean => {
    const before = remembered.get(key)
    if (before !== undefined && now - before < quietMs) return false
    if (remembered.size >= mostRemembered) remembered.clear()
    remembered.set(key, now)
    return true
  }
  const write = async (): Promise<void> => {
    const notes = waiting
    waiting = []
    if (notes.length === 0) return
    try {
      await insert(db, notes)
    } catch (error) {
      log.error(
        { error: String(error), notes: notes.length },
        'Reads of guarded fields could not be noted; tried again.',
      )
      if (waiting.length + notes.length <= mostWaiting) waiting = [...notes, ...waiting]
      wake()
    }
  }
  const flush = (): Promise<void> => {
    if (timer) clearTimeout(timer)
    timer = null
    writing = writing.then(write)
    return writing
  }
  const wake = (): void => {
    timer ??= setTimeout(() => void flush(), soonMs).unref()
  }
  const note: ReadNotes['note'] = (who, record, rows) => {
    if (who.account === null || who.requestId === null) return
    const audited = auditedFields(record)
    if (audited.length === 0) return
    const now = clock.now()
    const reader = who.viewedBy?.account ?? who.account
    const given = rows.filter((row) => audited.some((name) => isGiven(row[name])))
    const fresh = given.filter((row) => isNew(`${reader} ${String(row.id)}`, now.getTime()))
    if (fresh.length === 0) return
    const fields = audited.filter((name) => fresh.some((row) => isGiven(row[name])))
    const records = fresh.map((row) => String(row.id))
    if (waiting.length >= mostWaiting)
      return log.error({ type: record.name }, 'A read of guarded fields was not noted.')
    waiting.push({ id: clock.id(), at: now, who, type: record.name, fields, records })
    wake()
  }
  return { note, flush }
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null

const known = new WeakMap<AnyRecord['fields'], readonly string[]>()

function auditedFields({ fields }: AnyRecord): readonly string[] {
  const found = known.get(fields) ?? Object.keys(fields).filter((name) => fields[name]?.options.audit)
  known.set(fields, found)
  return found
}

const insert = (db: Needs['db'], notes: readonly Note[]): Promise<unknown> =>
  db.query({
    text: `insert into sensitive_read (id, at, who, who_name, viewed_as, via, address, request_id, type, fields, records)
      select n.id, n.at, n.who, n.who_name, n.viewed_as, n.via, n.address, n.request_id, n.type, n.fields, n.records
      from jsonb_to_recordset($1::jsonb) as n (id uuid, at timestamptz, who uuid, who_name text, viewed_as text, via text,
        address text, request_id text, type text, fields text[], records uuid[])`,
    values: [
      JSON.stringify(
        notes.map(({ id, at, who, type, fields, records }) => ({
          id,
          at,
          who: who.viewedBy?.account ?? who.account,
          who_name: who.viewedBy?.name ?? who.name,
          viewed_as: who.viewedBy ? who.name : null,
          via: who.via,
          address: who.address,
          request_id: who.requestId,
          type,
          fields,
          records,
        })),
      ),
    ],
  })
