import { expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { createWorld } from '../../../test/kit/record/world.ts'
import { vote } from '../approvals/vote.server.ts'
import { beginning, ceilingOf, entriesAfter, type Place } from '../history/position.server.ts'
import { automation } from './automation.server.ts'
import { runsOf } from './run-log.server.ts'

const { db, kernel } = await testApplication()
const records = kernel.store.asSystem('test')
const world = createWorld(kernel)
const author = await createCaller(kernel, { name: 'Author', permissions: ['*'] })
const who = { ...records.who, isSystem: false, account: author.account, permissions: new Set(['*']) }
const writer = kernel.store.as(who)
const processor = automation(kernel)
let place: Place = beginning

/** Hands the rules what happened. */
async function settle(): Promise<void> {
  const entries = await entriesAfter(db, { after: place, ceiling: await ceilingOf(db), limit: 1000 })
  await processor.ahead?.(entries)
  for (const entry of entries) {
    await processor.handle(entry, { db, attempt: 1 })
    place = { position: entry.position, entry: entry.entry, id: entry.id }
  }
}
const rule = (over: Record<string, unknown>) =>
  writer.create('automation_rule', { recordType: 'service', verbs: ['created', 'updated'], isOn: true, ...over })
const did = async (id: string) => (await runsOf(kernel, records.who, id)).map((run) => run.did)

it('a rule asks for an approval by a template, not again while that waits, and another acts on what came of it', async () => {
  const template = await records.create('approval_template', {
    name: 'For rules',
    recordType: 'service',
    asks: 'Keep {name}',
    boundTo: ['owner'],
    steps: [{ label: 'Author', approvers: [{ kind: 'account', id: author.account }] }],
  })
  const asking = await rule({ name: 'Ask', actions: [{ do: 'approval', template: template.id }] })
  const { id } = await world.another('service', { name: 'Payroll' })
  const answered = await rule({
    name: 'Answer',
    verbs: ['approved'],
    conditions: { id },
    actions: [{ do: 'comment', text: 'It stays.' }],
  })
  await settle()
  await records.update('service', id, { purpose: 'Changed' })
  await settle()
  expect(await did(asking.id)).toEqual([
    ['Asked nobody anew: “Keep Payroll” is waiting for an answer'],
    ['Asked for approval: Keep Payroll'],
  ])
  const [{ id: approval = '' } = {}] = await db.query<{ id: string }>(`select id from approval where state = 'waiting'`)
  await vote(kernel, who, { approval, isYes: true, comment: '' })
  await settle()
  expect(await did(answered.id)).toEqual([['Commented']])
})

it('a rule whose template is for other records fails with words', async () => {
  const template = await records.create('approval_template', {
    name: 'For people',
    recordType: 'person',
    asks: 'Keep {name}',
    steps: [{ label: 'Author', approvers: [{ kind: 'account', id: author.account }] }],
  })
  const { id } = await rule({ name: 'Wrong', actions: [{ do: 'approval', template: template.id }] })
  await world.another('service', { name: 'Mail' })
  await settle()
  expect(await runsOf(kernel, records.who, id)).toMatchObject([
    { outcome: 'failed', error: 'The template “For people” is not for this record.' },
  ])
})
