import { allWritten } from '../../../kernel/record/outcome.server.ts'
import type { DemoContext } from '../../../foundation/demo.server.ts'
import type { Who } from '../../../kernel/access/who.ts'
import { insertApproval } from '../../../kernel/approvals/ask.server.ts'
import { writeComment } from '../../../kernel/traits/comments.server.ts'
import { type DemoOrder, speaker, writeOrders } from './orders.demo.server.ts'

const hour = 3_600_000
const plain: Readonly<
  Record<string, readonly [item: string, said: Readonly<Record<string, unknown>>, hoursAgo: number]>
> = {
  atWork: ['laptop', { model: 'light', extras: ['docking'], old: false, place: 'Hamburg' }, 50],
  asked: ['software', { software: 'Miro', licensed: true, why: 'For workshops with the agencies.' }, 26],
  done: ['accessory', { what: ['headset'], how: 'pick' }, 30],
  waiting: ['folder', { name: 'Trade fair 2027', secret: true, about: 'Lists of visitors, for a year.' }, 20],
  refused: ['phone', { kind: 'phone', number: false, abroad: ['asia'] }, 300],
  closed: ['vpn', { device: 'ours', country: 'Germany' }, 600],
  taken: ['wifi', { count: 2, from: '2026-11-20', until: '2026-11-21' }, 200],
}
type Key = keyof typeof plain
type ChangeOf = readonly [
  key: Key,
  hoursAgo: number,
  state: string,
  set?: Readonly<Record<string, unknown>>,
  who?: DemoOrder['by'],
]

/** What the employee of the demo company asked for: a request in each state that one can be in. */
export async function createEmployeeRequests(context: DemoContext, holders: ReadonlyMap<string, Who>): Promise<void> {
  const { kernel, records, made, now } = context
  const employee = holders.get('employee')
  const agent = holders.get('service_desk_agent')
  if (!employee?.self || !agent?.self) throw new Error('The demo company has no employee, or no agent.')
  const by = { id: employee.self, name: employee.name }
  const keys = Object.keys(plain) as Key[]
  const ago = (hours: number): Date => new Date(now.getTime() - hours * hour)
  const orders = keys.map((key): DemoOrder => {
    const [item, said, hours] = plain[key] ?? ['', {}, 0]
    return { item, said, by, at: ago(hours) }
  })
  const ids = await writeOrders(context, orders)
  const idOf = (key: Key): string => ids[keys.indexOf(key)] ?? ''
  const helper = { id: agent.self, name: agent.name }
  const change = async (steps: readonly ChangeOf[]) =>
    allWritten(
      'The demo company’s order',
      await records.updateMany(
        'ticket',
        steps.map(([key, , state, set = {}]) => ({ id: idOf(key), set, state })),
        { told: steps.map(([, hours, , , who = helper]) => ({ at: ago(hours), who: speaker(who) })) },
      ),
    )
  const mine = { assignee: helper.id }
  await change([
    ['atWork', 44, 'in_progress', mine],
    ['done', 22, 'in_progress', mine],
    ['waiting', 18, 'pending', { ...mine, pendingReason: made.id('pending_reason', 'answer') }],
    ['refused', 290, 'awaiting_approval'],
    ['closed', 590, 'resolved', { resolutionCode: 'fulfilled' }],
    ['taken', 199, 'cancelled', {}, by],
    ['asked', 26, 'awaiting_approval'],
  ])
  const resolution = 'It lies at the service desk with your name on it.'
  await change([
    ['done', 5, 'resolved', { resolutionCode: 'fulfilled', resolution }],
    ['refused', 260, 'rejected'],
    ['closed', 500, 'closed', {}, by],
  ])
  const text = 'For how long do the lists of visitors have to be kept? Then I know where they may lie.'
  await writeComment(kernel, agent, { id: idOf('waiting'), text, isInternal: false })
  await addTasks(context, idOf('atWork'), agent)
  await askFor(context, idOf('asked'), employee)
}

async function addTasks({ records, made, now }: DemoContext, ticket: string, { self }: Who): Promise<void> {
  const dueAt = new Date(now.getTime() + 20 * hour).toISOString()
  const steps = [
    ['order', 'Take one from stock, or order it', []],
    ['prepare', 'Set the laptop up', ['order']],
    ['hand', 'Hand it over', ['prepare']],
  ] as const
  const team = made.id('team', 'workplace')
  const ids = allWritten(
    'The demo company’s order',
    await records.createMany(
      'fulfilment_task',
      steps.map(([key, title, after]) => ({
        key,
        title,
        after,
        ticket,
        team,
        hours: 16,
        assignee: key === 'prepare' ? self : null,
      })),
    ),
  )
  const [first = '', second = ''] = ids
  await records.moveMany('fulfilment_task', [first, second], 'begin')
  await records.moveMany('fulfilment_task', [first], 'finish')
  await records.update('fulfilment_task', second, { dueAt })
}

/** Asks for the approval as an order does. Nobody of the demo company is mailed about it. */
async function askFor({ kernel, records }: DemoContext, ticket: string, who: Who): Promise<void> {
  await records.transaction(async (within, tx) => {
    const unsent = { ...kernel, secret: kernel.clock.id(), url: 'http://localhost' }
    const steps = [{ label: 'Manager', approvers: [{ kind: 'field', field: 'requester', whose: 'manager' }] }] as const
    const fields = ['title', 'description', 'cost', 'requester', 'requestedFor']
    await insertApproval(
      { kernel: unsent, who, records: within, tx },
      { recordId: ticket, title: 'Software installation', fields, steps },
    )
    await tx.query({ text: 'delete from mail where thread = $1', values: [ticket] })
  })
}
