import type { Who } from '../../../kernel/access/who.ts'
import { Failure, invalid } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { writeComment } from '../../../kernel/traits/comments.server.ts'
import { readTags, setTags } from '../../../kernel/traits/tags.server.ts'
import { deedOf, knownOf } from './macro.ts'
import { fillPlaceholders } from './placeholders.ts'
import { send } from './send.server.ts'

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

/** Puts a macro on many tickets: what it says and does, all or nothing in each. One in which it names what isn't known is left alone. */
export async function runMacro(
  kernel: Kernel,
  who: Who,
  { macro: key, ids }: { macro: string; ids: readonly string[] },
): Promise<readonly Done[]> {
  const records = kernel.store.as(who)
  const macro = await records.get('macro', key)
  const ticket = kernel.registry.record('ticket')
  const agent = who.self === null ? null : { id: who.self, title: who.name }
  return each(ids, async (id) => {
    const row = await records.get('ticket', id)
    const { text, missing } = fillPlaceholders(String(macro['text'] ?? ''), knownOf(row, who.name))
    if (missing.length > 0)
      throw invalid([{ field: 'macro', says: `${missing.join(', ')} has no value in ${row.number}.` }])
    const { set, move, with: made } = deedOf(macro, { ticket, agent })
    await send(kernel, who, { id, text, isInternal: macro['isInternal'] === true, set, move, with: made })
  })
}

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
