import type { Kernel } from '../kernel.server.ts'
import { faultWords, type ImapFailure } from './fault.ts'
import { connect, readFolder } from './imap.server.ts'
import { type ImapMailbox, imapMailboxOf, listImapMailboxes } from './mailboxes.server.ts'
import { openTokens, TokenFailure } from './oauth.server.ts'

export interface IntakeOptions {
  /** How often the list of mailboxes is looked at (3,000 ms). */
  readonly look?: number
  /** The pause after a first fault, doubled each time up to five minutes (5,000 ms). */
  readonly pause?: number
  /** How long a mailbox belongs to the process that reads it (60,000 ms). */
  readonly hold?: number
}
interface Reader {
  readonly settings: string
  readonly stop: () => Promise<void>
}

/** Reads every mailbox that is on, each over a connection of its own, for as long as this process lives. One that can't be read keeps no other. */
export function startIntake(
  kernel: Kernel,
  { look = 3000, pause = 5000, hold = 60_000 }: IntakeOptions = {},
): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController()
  const readers = new Map<string, Reader>()
  const me = kernel.clock.id()
  const token = openTokens(kernel)
  const align = async (): Promise<void> => {
    const wanted = new Map((await listImapMailboxes(kernel)).map((one) => [one.id, settingsOf(one)]))
    for (const [id, reader] of readers)
      if (wanted.get(id) !== reader.settings) {
        readers.delete(id)
        await reader.stop()
      }
    for (const [id, settings] of wanted)
      if (!readers.has(id)) readers.set(id, { settings, stop: startReader(kernel, { id, me, token, pause, hold }) })
  }
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await align().catch((error: unknown) =>
        kernel.log.warn({ error: String(error) }, 'The mailboxes could not be looked at; it is tried again.'),
      )
      await rest(look, stopping.signal)
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopping.abort()
      await running
      await Promise.all([...readers.values()].map((reader) => reader.stop()))
    },
  }
}

/** What a connection depends on; a refresh token that changed needs no new one. */
const settingsOf = ({ refreshToken: _, ...mailbox }: ImapMailbox): string => JSON.stringify(mailbox)

interface Reading {
  readonly id: string
  readonly me: string
  readonly token: (mailbox: ImapMailbox) => Promise<string>
  readonly pause: number
  readonly hold: number
}

function startReader(kernel: Kernel, { id, me, token, pause, hold }: Reading): () => Promise<void> {
  const stopping = new AbortController()
  const session = async (): Promise<'held elsewhere' | 'ended'> => {
    const from = await takeHold(kernel, { id, me, hold })
    if (from === null) return 'held elsewhere'
    const lost = new AbortController()
    const keeping = setInterval(() => {
      void takeHold(kernel, { id, me, hold }).then(
        (still) => still === null && lost.abort(),
        () => undefined,
      )
    }, hold / 3)
    const signal = AbortSignal.any([stopping.signal, lost.signal])
    try {
      const mailbox = await imapMailboxOf(kernel, id)
      const client = await connect(mailbox, { token })
      const leave = (): void => client.close()
      signal.addEventListener('abort', leave)
      try {
        await readFolder(kernel, {
          mailbox,
          client,
          signal,
          from,
          onRead: (kept, mark) => noteRead(kernel, id, kept, mark),
        })
      } finally {
        signal.removeEventListener('abort', leave)
        client.close()
      }
    } finally {
      clearInterval(keeping)
    }
    return 'ended'
  }
  const run = async (): Promise<void> => {
    for (let faults = 0; !stopping.signal.aborted; ) {
      try {
        const outcome = await session()
        if (outcome === 'ended') faults = 0
        await rest(outcome === 'ended' ? 0 : hold / 4, stopping.signal)
      } catch (error) {
        if (stopping.signal.aborted) break
        faults = await noteFault(kernel, id, error).catch(() => faults + 1)
        await rest(Math.min(300_000, pause * 2 ** Math.min(10, faults - 1)), stopping.signal)
      }
    }
    await letGo(kernel, id, me).catch(() => undefined)
  }
  const running = run()
  return async () => {
    stopping.abort()
    await running
  }
}

/** Makes a mailbox this process's for a while; resolves to where it was read to, or null where another process has it. */
async function takeHold(
  { db, clock }: Kernel,
  { id, me, hold }: { id: string; me: string; hold: number },
): Promise<{ readonly validity: bigint | null; readonly uid: number } | null> {
  const now = clock.now()
  const [row] = await db.query<{ validity: number | null; uid: number | null }>({
    text: `insert into mailbox_state (mailbox, held_by, held_until) values ($1, $2, $3)
      on conflict (mailbox) do update set held_by = excluded.held_by, held_until = excluded.held_until
        where mailbox_state.held_by is null or mailbox_state.held_by = excluded.held_by or mailbox_state.held_until < $4
      returning uid_validity as validity, last_uid as uid`,
    values: [id, me, new Date(now.getTime() + hold), now],
  })
  return row ? { validity: row.validity === null ? null : BigInt(row.validity), uid: row.uid ?? 0 } : null
}

async function letGo({ db }: Kernel, id: string, me: string): Promise<void> {
  const text = 'update mailbox_state set held_by = null, held_until = null where mailbox = $1 and held_by = $2'
  await db.query({ text, values: [id, me] })
}

async function noteRead(
  { db, clock }: Kernel,
  id: string,
  kept: number,
  { validity, uid }: { validity: bigint | null; uid: number },
): Promise<void> {
  await db.query({
    text: `update mailbox_state set last_read_at = $2, fault = null, fault_since = null, faults = 0, uid_validity = $3,
        last_uid = $4, last_mail_at = case when $5 > 0 then $2 else last_mail_at end where mailbox = $1`,
    values: [id, clock.now(), validity?.toString() ?? null, uid, kept],
  })
}

/** Notes why a mailbox can't be read; resolves to how often in a row. */
async function noteFault(kernel: Kernel, id: string, error: unknown): Promise<number> {
  const says = await wordsOf(kernel, id, error)
  kernel.log.warn({ mailbox: id }, says)
  const [row] = await kernel.db.query<{ faults: number }>({
    text: `update mailbox_state set fault = $2, fault_since = coalesce(fault_since, $3), faults = faults + 1
      where mailbox = $1 returning faults`,
    values: [id, says.slice(0, 1000), kernel.clock.now()],
  })
  return row?.faults ?? 1
}

async function wordsOf(kernel: Kernel, id: string, error: unknown): Promise<string> {
  if (error instanceof TokenFailure) return error.message
  const mailbox = (await listImapMailboxes(kernel)).find((one) => one.id === id)
  if (!mailbox || !(error instanceof Error)) return String(error)
  return faultWords(error as ImapFailure, mailbox)
}

function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(done, milliseconds)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
