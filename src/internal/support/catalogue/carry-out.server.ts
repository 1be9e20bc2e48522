import { openCalendars } from '../../../foundation/calendars/index.server.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import { addBusiness } from '../../../kernel/calendar/business-time.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Records, Row } from '../../../kernel/record/store.server.ts'
import { answeredOf, rawOf, textOf } from './answered.ts'
import { partsWanted } from './bundle.ts'
import type { CatalogueItem } from './catalogue-item.record.ts'
import { type Answers, type FormPerson, questionsOf } from './form.ts'
import type { FulfilmentTask } from './fulfilment-task.record.ts'
import { partsOf } from './item-form.server.ts'
import { costOf, titleOf } from './order-ticket.ts'
import { mayBegin, type StandingTask, tasksFor } from './plan.ts'

type Needs = Pick<Kernel, 'store' | 'clock'>
interface Carrying {
  /** The store as the system, within the transaction of what happened. */
  readonly records: Records
  readonly ticket: string
}
/** Asks for the approval that an item needs, of a request for it; false where nobody has to approve. */
export type Ask = (item: CatalogueItem, ticket: string) => Promise<boolean>

/**
 * Lets the tasks of a request come into being, and of a bundle the requests it contains: with `ask` each of these is
 * approved by itself, without it what was approved is the whole. Does nothing where they are there.
 */
export async function carryOut(
  kernel: Needs,
  { records, ticket, ask }: Carrying & { readonly ask?: Ask },
): Promise<void> {
  const request = await records.get('ticket', ticket)
  const [itemId] = idsOf(request['item'])
  if (itemId === undefined || (await standing(records, ticket)).length > 0) return
  const item = (await records.get('catalogue_item', itemId)) as unknown as CatalogueItem
  const [personId = ''] = [...idsOf(request['requestedFor']), ...idsOf(request['requester'])]
  const person = (await records.get('person', personId)) as unknown as FormPerson
  const answers = rawOf(request['answers'])
  const tasks = tasksFor(item.plan, answers, { person })
  if (tasks.length > 0)
    await records.createMany(
      'fulfilment_task',
      tasks.map(({ key, title, about, team, assignee, after = [], dueHours, isOptional = false }) => ({
        ...{ ticket, key, title, about: about ?? null, after, isOptional, hours: dueHours ?? null },
        ...{ team: team ?? idsOf(request['team'])[0] ?? null, assignee: assignee ?? null },
      })),
    )
  if (item.kind === 'bundle') await makeParts(kernel, { records, request, item, answers, ask })
  await beginTasks(kernel, { records, ticket })
}

/** Begins the waiting tasks of a request whose turn has come; each is due so many working hours from now. */
export async function beginTasks({ store, clock }: Needs, { records, ticket }: Carrying): Promise<void> {
  const tasks = await standing(records, ticket)
  const due = new Set(mayBegin(tasks))
  const ready = tasks.filter(({ key }) => due.has(key))
  if (ready.length === 0) return
  const calendar = await openCalendars(store).find(null)
  for (const { id, hours } of ready) {
    const dueAt = hours === null ? null : addBusiness(calendar, clock.now(), hours * 3600)
    if (dueAt) await records.update('fulfilment_task', id, { dueAt: dueAt.toISOString() })
    await records.move('fulfilment_task', id, 'begin')
  }
}

/** The tasks of a request as they stand, in their order. */
export async function standing(
  records: Records,
  ticket: string,
): Promise<readonly (StandingTask & Pick<FulfilmentTask, 'id' | 'title' | 'hours'>)[]> {
  const { rows } = await records.list('fulfilment_task', { filter: { ticket }, sort: 'number', limit: 100 })
  return rows as unknown as readonly (StandingTask & FulfilmentTask)[]
}

interface Bundled {
  readonly records: Records
  readonly request: Row
  readonly item: CatalogueItem
  readonly answers: Answers
  readonly ask: Ask | undefined
}

/** One request for each part of a bundle that is wanted. */
async function makeParts(kernel: Needs, { records, request, item, answers, ask }: Bundled): Promise<void> {
  // Whoever carries a part out, or approves it, has to know whom it is about, also where the part doesn't ask.
  const about = answeredOf(
    questionsOf(item.form).filter(({ key }) => key === 'who'),
    answers,
  )
  for (const { part, answers: own } of partsWanted(item.form, await partsOf(records, item), answers)) {
    const row = (await records.get('catalogue_item', part.id)) as unknown as CatalogueItem
    const answered = [...(own['who'] === undefined ? about : []), ...answeredOf(questionsOf(part.form), own)]
    const cost = costOf(questionsOf(part.form), own, row.cost)
    const [personId] = idsOf(request['requestedFor'])
    const child = await records.create('ticket', {
      title: titleOf({ kind: 'request', name: part.name }, { who: answers['who'], ...own }, null),
      type: 'request',
      description: textOf(answered),
      requester: idsOf(request['requester'])[0],
      requestedFor: personId ?? null,
      service: idsOf(row.service)[0] ?? null,
      source: 'portal',
      parent: request.id,
      item: part.id,
      answers: answered,
      cost,
      ...(idsOf(row.team).length > 0 && { team: idsOf(row.team)[0] }),
    })
    if (ask && (await ask({ ...row, cost }, child.id))) await records.move('ticket', child.id, 'askApproval')
    else await carryOut(kernel, { records, ticket: child.id })
  }
}
