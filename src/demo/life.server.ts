import type { DemoContext } from '../foundation/demo.server.ts'
import type { Who } from '../kernel/access/who.ts'
import { setFavourite } from '../kernel/traits/at-hand.server.ts'
import { writeComment } from '../kernel/traits/comments.server.ts'
import { setTags } from '../kernel/traits/tags.server.ts'
import { addTask } from '../kernel/traits/tasks.server.ts'
import { favourites, labels, plans, remarks, type Spot } from './life.ts'

const day = 86_400_000

/** Lets the holders of the ready-made roles comment, plan, tag and mark, each as themselves and within their own rights. */
export async function createLife({ kernel, made, now }: DemoContext, holders: ReadonlyMap<string, Who>): Promise<void> {
  const at = ([type, key]: Spot): string => made.id(type, key)
  const who = (role: string): Who => {
    const holder = holders.get(role)
    if (!holder) throw new Error(`Nobody in the demo company has the role '${role}'.`)
    return holder
  }
  const mentioned = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, role: string) => `@[${who(role).name}](person:${who(role).self})`)
  for (const { by, on, text, isInternal = false } of remarks) {
    await writeComment(kernel, who(by), { id: at(on), text: mentioned(text), isInternal })
  }
  for (const { by, on, title, for: role, due } of plans) {
    const dueOn = new Date(now.getTime() + due * day).toISOString().slice(0, 10)
    await addTask(kernel, who(by), { id: at(on), task: { title, assignee: who(role).self, dueOn, isDone: due < 0 } })
  }
  for (const [service, tags] of Object.entries(labels)) {
    await setTags(kernel, who('it_manager'), { id: at(['service', service]), tags })
  }
  for (const [role, spots] of Object.entries(favourites)) {
    for (const spot of spots) await setFavourite(kernel, who(role), { id: at(spot), isFavourite: true })
  }
}
