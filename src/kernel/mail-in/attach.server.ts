import { createHash } from 'node:crypto'
import type { Who } from '../access/who.ts'
import { hangFiles, keepFiles } from '../files/files.server.ts'
import { safeName } from '../files/name.ts'
import { withUploads } from '../files/upload.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { ReceivedMail } from './mail.ts'

interface Attaching {
  /** The record that the mail goes on with; null where it is yet to be made. */
  readonly recordId: string | null
  readonly mail: Pick<ReceivedMail, 'attachments'>
}
/** A mail's files: stored, and not yet on a record. */
export interface MailFiles {
  /** The pictures that the mail's text shows, as the addresses of their previews by cid. */
  readonly pictures: ReadonlyMap<string, string>
  /** Hangs the files on the record. */
  readonly attach: (who: Who, recordId: string) => Promise<void>
}

/**
 * Stores a mail's files, each content once: a signature's logo comes with every mail. `work` is given their addresses before
 * they hang on a record, so that what it writes can show them; it must attach them.
 */
export async function withMailFiles<T>(
  kernel: Kernel,
  { recordId, mail }: Attaching,
  work: (files: MailFiles) => Promise<T>,
): Promise<T> {
  const hashed = mail.attachments.map((file) => ({
    ...file,
    sha256: createHash('sha256').update(file.content).digest('hex'),
  }))
  const known = hashed.length === 0 || recordId === null ? new Map<string, Shown>() : await filesOf(kernel, recordId)
  const fresh = new Map(hashed.filter(({ sha256 }) => !known.has(sha256)).map((file) => [file.sha256, file]))
  const picturesIn = (all: ReadonlyMap<string, Shown>): MailFiles['pictures'] =>
    new Map(
      hashed.flatMap(({ cid, sha256 }) => {
        const file = all.get(sha256)
        return cid !== null && file?.preview ? [[cid, `/api/v1/files/${file.id}/preview`] as const] : []
      }),
    )
  if (fresh.size === 0) return work({ pictures: picturesIn(known), attach: async () => undefined })
  return withUploads(partsOf([...fresh.values()]), safeName, async (arrived) => {
    const kept = await keepFiles(kernel, arrived)
    const added = kept.map(({ id, sha256, preview }) => [sha256, { id, preview }] as const)
    return work({
      pictures: picturesIn(new Map([...known, ...added])),
      attach: async (who, id) => void (await hangFiles(kernel, who, { id, kept })),
    })
  })
}

/** A text with its pictures where they are kept now; one that is nowhere becomes its words. */
export const withPictures = (text: string, pictures: ReadonlyMap<string, string>): string =>
  text.replaceAll(/!\[([^\]]*)\]\(cid:([^)]*)\)/g, (_whole, alt: string, cid: string) => {
    const address = pictures.get(cid)
    return address === undefined ? (alt === '' ? '' : `(${alt})`) : `![${alt}](${address})`
  })

interface Shown {
  readonly id: string
  readonly preview: string | null
}
const filesOf = async ({ db }: Kernel, recordId: string): Promise<ReadonlyMap<string, Shown>> =>
  new Map(
    (
      await db.query<Shown & { readonly sha256: string }>({
        text: 'select id, sha256, preview from file where record_id = $1 order by id desc limit 2000',
        values: [recordId],
      })
    ).map((file) => [file.sha256, file]),
  )

async function* partsOf(files: ReceivedMail['attachments']) {
  for (const { name, content } of files)
    yield { filename: name, file: Object.assign(once(content), { truncated: false }) }
}

async function* once(content: Buffer): AsyncGenerator<Buffer> {
  yield content
}
