import { createHash } from 'node:crypto'
import type { Kernel } from '../kernel.server.ts'
import { idsIn } from './read-mail.server.ts'

/** The largest mail that is taken, in bytes. */
export const largestMail = 50 * 1024 * 1024

/** Who handed a mail in and for whom, as far as that is known. */
export interface Envelope {
  readonly from?: string
  readonly to?: readonly string[]
  readonly ip?: string
  readonly helo?: string
}
/** A mail as it arrived. */
export interface Arriving {
  readonly mailbox: string
  readonly raw: Buffer
  readonly envelope?: Envelope
  /** Where it lies on its server. */
  readonly place?: { readonly validity: bigint; readonly uid: number } | undefined
  /** Why it is set aside at once, unread. */
  readonly setAside?: string
}
type Needs = Pick<Kernel, 'db' | 'files' | 'clock'>

/** Keeps mails durably, each once in its mailbox; whoever handed them in may forget them after this. Resolves to how many were new. */
export async function keepMails({ db, files, clock }: Needs, mails: readonly Arriving[]): Promise<number> {
  const rows: Record<string, unknown>[] = []
  const stored = new Set<string>()
  for (const { mailbox, raw, envelope = {}, place, setAside } of mails) {
    const sha256 = hashOf(raw)
    if (!stored.has(sha256)) await files.put(sha256, once(raw))
    stored.add(sha256)
    const now = clock.now().toISOString()
    rows.push({
      id: clock.id(),
      mailbox,
      uid_validity: place?.validity.toString() ?? null,
      uid: place?.uid ?? null,
      ...identityOf(raw, place ? `${place.validity} ${place.uid}` : now.slice(0, 13)),
      raw: sha256,
      size: raw.length,
      envelope,
      state: setAside === undefined ? 'new' : 'quarantined',
      reason: setAside ?? null,
      next_at: now,
      received_at: now,
      ended_at: setAside === undefined ? null : now,
    })
  }
  if (rows.length === 0) return 0
  const kept = await db.query({
    text: `insert into mail_in (${columns}) select ${columns} from json_populate_recordset(null::mail_in, $1::json)
      on conflict do nothing returning 1`,
    values: [JSON.stringify(rows)],
  })
  return kept.length
}
const columns =
  'id, mailbox, uid_validity, uid, identity, message_id, raw, size, envelope, state, reason, next_at, received_at, ended_at'

/**
 * By what a mail is known again: its Message-ID with its body, since some programs give one id to many mails. Where it
 * has none, by all of it with where it lay, or else the hour in which it was handed in: a device may say the same again.
 */
function identityOf(raw: Buffer, otherwise: string): { readonly identity: string; readonly message_id: string | null } {
  const top = raw.subarray(0, 300_000).toString('latin1')
  const end = /\r?\n\r?\n/.exec(top)
  const head = top.slice(0, end?.index ?? top.length).replaceAll(/\r?\n[ \t]+/g, ' ')
  const id = idsIn(/^message-id[ \t]*:(.*)$/im.exec(head)?.[1] ?? '')[0] ?? null
  if (id === null) return { identity: hashOf(Buffer.concat([Buffer.from(`${otherwise}\n`), raw])), message_id: null }
  const body = raw.subarray(end ? end.index + end[0].length : raw.length)
  return { identity: hashOf(Buffer.concat([Buffer.from(`${id}\n`), body])), message_id: plain(id) }
}

// The database keeps no NUL in a text.
const plain = (text: string): string => text.replaceAll('\u0000', '')
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

async function* once(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield bytes
}
