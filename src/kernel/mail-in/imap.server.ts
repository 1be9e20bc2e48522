import { ImapFlow } from 'imapflow'
import type { Kernel } from '../kernel.server.ts'
import { type Arriving, keepMails, largestMail } from './keep.server.ts'
import type { ImapMailbox } from './mailboxes.server.ts'

type Needs = Pick<Kernel, 'db' | 'files' | 'clock' | 'log'>
/** Where a folder was read to. */
interface Mark {
  readonly validity: bigint | null
  readonly uid: number
}

/** Opens a connection to a mailbox's server, signed in. Throws what the server or the way to it said. */
export async function connect(
  mailbox: ImapMailbox,
  { token, limit = 20_000 }: { token: (mailbox: ImapMailbox) => Promise<string>; limit?: number },
): Promise<ImapFlow> {
  const { host, port, security, certificate, userName: user, password } = mailbox
  const auth =
    mailbox.signIn === 'oauth2' ? { user, accessToken: await token(mailbox) } : { user, pass: password ?? '' }
  const client = new ImapFlow({
    host,
    port,
    auth,
    secure: security === 'tls',
    ...(security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' }),
    tls: { minVersion: 'TLSv1.2', ...(certificate && { ca: certificate }) },
    logger: false,
    clientInfo: { name: 'Quarterdeck' },
    connectionTimeout: limit,
    greetingTimeout: limit,
    socketTimeout: 300_000,
    disableAutoIdle: true,
  })
  // What breaks later is told to whoever waits for an answer, and by the end of the connection.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    client.close()
    throw error
  }
}

interface Reading {
  readonly mailbox: ImapMailbox
  readonly client: ImapFlow
  readonly signal: AbortSignal
  /** Told after each look, with how many mails were new. */
  readonly onRead: (kept: number, mark: Mark) => Promise<void>
  readonly from: Mark
  /** A look at least so often, where the server says nothing (240,000 ms). */
  readonly atLeastEvery?: number
}

/** Reads a folder as mails arrive, until told to stop or the connection ends. */
export async function readFolder(kernel: Needs, reading: Reading): Promise<void> {
  const { client, mailbox, signal, atLeastEvery = 240_000 } = reading
  let hasNews = false
  let wake = (): void => undefined
  client.on('exists', () => {
    hasNews = true
    wake()
  })
  const end = new Promise<never>((_, reject) => client.once('close', () => reject(new Error('the server ended it'))))
  end.catch(() => undefined)
  if (mailbox.afterwards === 'move') await makeFolder(client, mailbox.doneFolder ?? '')
  await client.mailboxOpen(mailbox.folder)
  let mark = reading.from
  while (!signal.aborted) {
    hasNews = false
    const taken = await Promise.race([takeAll(kernel, { ...reading, from: mark }), end])
    mark = taken.mark
    await reading.onRead(taken.kept, mark)
    if (hasNews || signal.aborted) continue
    const news = new Promise<void>((resolve) => {
      wake = resolve
      setTimeout(resolve, atLeastEvery).unref()
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    await Promise.race([news, end, client.idle().then(() => news)])
  }
}

async function makeFolder(client: ImapFlow, name: string): Promise<void> {
  const folders = await client.list()
  if (!folders.some(({ path }) => path === name)) await client.mailboxCreate(name)
}

/** Keeps what is new in the open folder, then tells the server; in batches, so that much doesn't fill the memory. */
async function takeAll(
  kernel: Needs,
  { client, mailbox, from, signal }: Reading,
): Promise<{ kept: number; mark: Mark }> {
  const open = client.mailbox
  if (open === false) throw new Error('the folder was closed')
  const { uidValidity: validity } = open
  const last = from.validity === validity ? from.uid : 0
  const uids = await newUids(client, mailbox, last)
  const known = await knownUids(kernel, { mailbox, validity, uids })
  const sizes = await sizesOf(
    client,
    uids.filter((uid) => !known.has(uid)),
  )
  let kept = 0
  if (known.size > 0) await settle(client, mailbox, [...known])
  for (const batch of batchesOf(sizes)) {
    if (signal.aborted) break
    const mails = await fetchBatch(client, { batch, mailbox, validity })
    kept += await keepMails(kernel, mails)
    await settle(
      client,
      mailbox,
      batch.map(({ uid }) => uid),
    )
  }
  return { kept, mark: { validity, uid: Math.max(last, ...uids, 0) } }
}

/** What lies in a folder whose mails are moved; else what is unread or came after the last look. */
async function newUids(client: ImapFlow, { afterwards }: ImapMailbox, last: number): Promise<readonly number[]> {
  const search = async (query: object): Promise<readonly number[]> => (await client.search(query, { uid: true })) || []
  if (afterwards === 'move') return search({ all: true })
  const unread = await search({ seen: false })
  // The last mail answers to `n:*` even where n is beyond it.
  const later = last === 0 ? [] : (await search({ uid: `${last + 1}:*` })).filter((uid) => uid > last)
  return [...new Set([...unread, ...later])].toSorted((a, b) => a - b)
}

async function knownUids(
  { db }: Needs,
  { mailbox, validity, uids }: { mailbox: ImapMailbox; validity: bigint; uids: readonly number[] },
): Promise<ReadonlySet<number>> {
  if (uids.length === 0) return new Set()
  const rows = await db.query<{ uid: number }>({
    text: 'select uid from mail_in where mailbox = $1 and uid_validity = $2 and uid = any($3)',
    values: [mailbox.id, validity.toString(), uids],
  })
  return new Set(rows.map(({ uid }) => uid))
}

interface Sized {
  readonly uid: number
  readonly size: number
}

async function sizesOf(client: ImapFlow, uids: readonly number[]): Promise<readonly Sized[]> {
  if (uids.length === 0) return []
  const found: Sized[] = []
  for await (const { uid, size = 0 } of client.fetch([...uids], { uid: true, size: true }, { uid: true }))
    found.push({ uid, size })
  return found
}

const [mostOfBatch, bytesOfBatch] = [50, 8 * 1024 * 1024]

function batchesOf(mails: readonly Sized[]): readonly (readonly Sized[])[] {
  const batches: Sized[][] = []
  let bytes = 0
  for (const mail of mails) {
    const last = batches.at(-1)
    if (last && last.length < mostOfBatch && bytes + mail.size <= bytesOfBatch) last.push(mail)
    else {
      batches.push([mail])
      bytes = 0
    }
    bytes += mail.size
  }
  return batches
}

interface Fetching {
  readonly batch: readonly Sized[]
  readonly mailbox: ImapMailbox
  readonly validity: bigint
}

/** The mails of a batch; one that can't be fetched doesn't keep the others. */
async function fetchBatch(client: ImapFlow, fetching: Fetching): Promise<readonly Arriving[]> {
  const { batch, mailbox, validity } = fetching
  const arriving = (uid: number, raw: Buffer, setAside?: string): Arriving => ({
    mailbox: mailbox.id,
    raw,
    place: { validity, uid },
    ...(setAside === undefined ? {} : { setAside }),
  })
  const fetchOne = async ({ uid, size }: Sized): Promise<Arriving> => {
    const isTooLarge = size > largestMail
    const found = await client.fetchOne(String(uid), isTooLarge ? { headers: true } : { source: true }, { uid: true })
    const raw = found === false ? undefined : isTooLarge ? found.headers : found.source
    if (!raw) throw new Error('The server gives nothing of it.')
    const megabytes = Math.round(largestMail / 1024 / 1024)
    return arriving(uid, raw, isTooLarge ? `It is larger than ${megabytes} MB; only its head was fetched.` : undefined)
  }
  const mails: Arriving[] = []
  for (const one of batch) {
    try {
      mails.push(await fetchOne(one))
    } catch (error) {
      if (!client.usable) throw error
      const says = `It can’t be fetched from its server: ${error instanceof Error ? error.message : String(error)}`
      mails.push(arriving(one.uid, Buffer.from(`X-Fetch: ${one.uid} of ${validity}\r\n\r\n${says}\r\n`), says))
    }
  }
  return mails
}

/** Tells the server that mails are kept here. */
async function settle(
  client: ImapFlow,
  { afterwards, doneFolder }: ImapMailbox,
  uids: readonly number[],
): Promise<void> {
  const range = uids.join(',')
  if (afterwards === 'move') await client.messageMove(range, doneFolder ?? '', { uid: true })
  else await client.messageFlagsAdd(range, [String.raw`\Seen`], { uid: true })
}
