import type { Who } from '../../kernel/access/who.ts'
import { invalid } from '../../kernel/errors.ts'
import { hangFiles, type KeptFile } from '../../kernel/files/files.server.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { inside } from '../../kernel/record/inside.server.ts'
import { writeComment } from '../../kernel/traits/comments.server.ts'
import type { Deed } from './deed.ts'
import { endWithVendor } from './end.server.ts'

export interface Answer {
  readonly vendorTicket: string
  readonly deed: Deed
  readonly text: string
  readonly kept: readonly KeptFile[]
}

const needed: Readonly<Record<Deed, string>> = {
  say: 'Write something, or add a file.',
  done: 'Say in a sentence what was done.',
  notOurs: 'Say why it isn’t yours, so that we know where to take it.',
}
const longestAnswer = 10_000

/** Does what a vendor's contact says: their words and files, and the end where they say so; all of it, or nothing. */
export async function answerAsVendor(
  kernel: Kernel,
  who: Who,
  { vendorTicket: id, deed, text, kept }: Answer,
): Promise<void> {
  const words = text.trim().slice(0, longestAnswer).replaceAll('\0', '')
  if (words === '' && (deed !== 'say' || kept.length === 0)) throw invalid([{ field: 'text', says: needed[deed] }])
  await kernel.store.as(who).transaction(async (_records, tx) => {
    const within = inside(kernel, tx)
    await tx.query({ text: 'select from record where id = $1 for no key update', values: [id] })
    if (kept.length > 0) await hangFiles(within, who, { id, kept })
    if (words !== '' && !(await isSaidAgain(within, { id, words, who })))
      await writeComment(within, who, { id, text: words, isInternal: false })
    if (deed !== 'say') await endWithVendor(kernel, who, { tx, id, how: deed === 'done' ? 'finish' : 'refuse', words })
  })
}

/** A page that is sent again, as browsers offer, says it once. */
async function isSaidAgain(
  { db }: Pick<Kernel, 'db'>,
  { id, words, who }: { readonly id: string; readonly words: string; readonly who: Who },
): Promise<boolean> {
  const [last] = await db.query<{ text: string; by: string; account: string | null }>({
    text: `select text, by_name as by, account_id as account from comment where record_id = $1 and removed_at is null
      order by at desc, id desc limit 1`,
    values: [id],
  })
  return last?.text === words && last.by === who.name && last.account === who.account
}
