import type { Who } from '../../../kernel/access/who.ts'
import { Failure, invalid } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { writeComment } from '../../../kernel/traits/comments.server.ts'
import { readTags, setTags } from '../../../kernel/traits/tags.server.ts'

/** What became of each of many tickets, in their order. */
export interface Done {
  readonly id: string
  readonly says: string | null
}

/** Says the same in many tickets. Each stands for itself: what is refused in one leaves the others alone. */
export const replyToMany = (
  kernel: Kernel,
  who: Who,
  { ids, text, isInternal }: { ids: readonly string[]; text: string; isInternal: boolean },
): Promise<readonly Done[]> => each(ids, (id) => writeComment(kernel, who, { id, text, isInternal }))

/** Adds tags to many tickets, beside those that they have. */
export const tagMany = (
  kernel: Kernel,
  who: Who,
  { ids, tags }: { ids: readonly string[]; tags: readonly string[] },
): Promise<readonly Done[]> =>
  each(ids, async (id) => setTags(kernel, who, { id, tags: [...(await readTags(kernel, who, id)), ...tags] }))

/** Merges tickets into another one, where what was asked in them goes on. */
export async function mergeInto(
  kernel: Kernel,
  who: Who,
  { into, ids }: { into: string; ids: readonly string[] },
): Promise<readonly Done[]> {
  if (ids.includes(into))
    throw invalid([
      { field: 'ids', says: 'A ticket can’t be merged into itself. Leave it out, or merge into another.' },
    ])
  const records = kernel.store.as(who)
  await records.get('ticket', into)
  return each(ids, (id) => records.act('ticket', id, 'merge', { into }))
}

/** Does something to each, one after another, and says what was refused. */
async function each(ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<readonly Done[]> {
  const done: Done[] = []
  for (const id of new Set(ids)) {
    try {
      await work(id)
      done.push({ id, says: null })
    } catch (problem) {
      if (!(problem instanceof Failure)) throw problem
      done.push({ id, says: problem.problems[0]?.says ?? problem.message })
    }
  }
  return done
}
