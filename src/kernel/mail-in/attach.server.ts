import { createHash } from 'node:crypto'
import type { Who } from '../access/who.ts'
import { addFiles } from '../files/files.server.ts'
import { safeName } from '../files/name.ts'
import { withUploads } from '../files/upload.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { ReceivedMail } from './mail.ts'

interface Attaching {
  readonly recordId: string
  readonly mail: Pick<ReceivedMail, 'attachments'>
}

/**
 * Attaches a mail's files to a record, each content once: a signature's logo comes with every mail. Resolves to the
 * pictures that the mail's text shows, as the addresses of their previews by cid.
 */
export async function attachFiles(
  kernel: Kernel,
  who: Who,
  { recordId, mail }: Attaching,
): Promise<ReadonlyMap<string, string>> {
  const hashed = mail.attachments.map((file) => ({
    ...file,
    sha256: createHash('sha256').update(file.content).digest('hex'),
  }))
  const known = await filesOf(kernel, recordId)
  const fresh = [
    ...new Map(hashed.filter(({ sha256 }) => !known.has(sha256)).map((file) => [file.sha256, file])).values(),
  ]
  if (fresh.length > 0)
    await withUploads(partsOf(fresh), safeName, (arrived) => addFiles(kernel, who, { id: recordId, arrived }))
  const now = fresh.length > 0 ? await filesOf(kernel, recordId) : known
  return new Map(
    hashed.flatMap(({ cid, sha256 }) => {
      const file = now.get(sha256)
      return cid !== null && file?.preview ? [[cid, `/api/v1/files/${file.id}/preview`] as const] : []
    }),
  )
}

/** A text with its pictures where they are kept now; one that is nowhere becomes its words. */
export const withPictures = (text: string, pictures: ReadonlyMap<string, string>): string =>
  text.replaceAll(/!\[([^\]]*)\]\(cid:([^)]*)\)/g, (_whole, alt: string, cid: string) => {
    const address = pictures.get(cid)
    return address === undefined ? (alt === '' ? '' : `(${alt})`) : `![${alt}](${address})`
  })

interface Kept {
  readonly id: string
  readonly sha256: string
  readonly preview: string | null
}
const filesOf = async ({ db }: Kernel, recordId: string): Promise<ReadonlyMap<string, Kept>> =>
  new Map(
    (
      await db.query<Kept>({
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
