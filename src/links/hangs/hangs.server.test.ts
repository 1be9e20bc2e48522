import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { type Caller, createCaller } from '../../../test/kit/record/callers.ts'
import { createWorld } from '../../../test/kit/record/world.ts'
import type { Who } from '../../kernel/access/who.ts'
import { nobody } from '../../kernel/access/who.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import { relate } from '../../kernel/traits/relations.server.ts'
import { readHangingRows } from './hanging-rows.server.ts'
import { readWhatHangs } from './hangs.server.ts'
import { type Counted, counted, type HangingRows, type WhatHangs } from './wire.ts'

const clock = testClock('2026-11-28T09:00:00.000Z')
const { kernel, app, statementsOf } = await testApplication({ clock })
const records = kernel.store.asSystem('test')
const world = createWorld(kernel)
const all = ['vendor', 'engagement', 'outsourced_service', 'service', 'team', 'business_unit', 'ticket', 'contract']
const reads = (...left: readonly string[]) => all.filter((type) => !left.includes(type)).map((type) => `${type}.read`)
let vendor: Row
let databases: Row
let manager: Caller

const ask = async (who: Caller, url: string) => {
  const answer = await app.inject({ url: `/api/v1${url}`, headers: { authorization: `Bearer ${who.token}` } })
  return { status: answer.statusCode, body: answer.json<WhatHangs>() }
}
const service = (name: string, values: Readonly<Record<string, unknown>> = {}) =>
  records.create('service', { name, ...values })
const ticket = (title: string, about: Row | null) => world.another('ticket', { title, service: about?.id ?? null })

beforeAll(async () => {
  manager = await createCaller(kernel, { permissions: reads() })
  vendor = await world.another('vendor', { name: 'Nordlys' })
  const [crew, unit] = [
    await records.create('team', { name: 'Platforms' }),
    await world.another('business_unit', { name: 'People' }),
  ]
  const base = await service('Database hosting', { criticality: 'important', team: crew.id })
  const mail = await service('Mail', { criticality: 'minor' })
  const portal = await service('HR portal', { dependsOn: [base.id], criticality: 'normal' })
  const ledger = await service('Ledger', { dependsOn: [base.id], criticality: 'vital' })
  const payroll = await service('Payroll', { dependsOn: [portal.id, ledger.id], businessUnit: unit.id })
  // A circle, as real companies have them, and one that was retired.
  await records.update('service', base.id, { dependsOn: [payroll.id] })
  const fax = await service('Fax', { dependsOn: [base.id] })
  await records.move('service', fax.id, 'retire')
  await service('Old fax', { dependsOn: [fax.id] })
  await service('Canteen')
  const owner = await world.another('person')
  const live = { vendor: vendor.id, owner: owner.id, startsOn: '2024-01-01' }
  databases = await records.create('engagement', {
    ...live,
    name: 'Managed databases',
    yearlyCost: { amount: '90000.00', currency: 'EUR' },
  })
  const desk = await records.create('engagement', { ...live, name: 'Mailboxes', services: [mail.id] })
  for (const { id } of [databases, desk]) await records.move('engagement', id, 'start')
  await records.create('engagement', { vendor: vendor.id, name: 'Idea', services: [fax.id] })
  const run = { owner: owner.id, engagement: databases.id, service: base.id }
  const { id: runs } = await records.create('outsourced_service', { ...run, name: 'Running databases' })
  await records.move('outsourced_service', runs, 'run')
  await records.create('outsourced_service', { ...run, name: 'Planned', service: mail.id })
  await ticket('Slow since Monday', payroll)
  const late = await ticket('Wages are late', payroll)
  await records.move('ticket', (await ticket('Settled', payroll)).id, 'resolve', {
    set: { resolutionCode: 'solved', resolution: 'Done.' },
  })
  await ticket('No soup', null)
  const contract = await world.another('contract', { name: 'Frame 7', engagement: databases.id })
  await relate(kernel, records.who, {
    id: late.id,
    relation: { link: 'ticket_engages_contract', direction: 'forward', other: contract.id },
  })
})

describe('what hangs on a vendor', () => {
  it('is named with its reason, the nearest first and of those the most critical', async () => {
    const { status, body } = await ask(manager, `/vendors/${vendor.id}/what-hangs`)
    expect(status).toBe(200)
    const nordlys = 'which Nordlys delivers under “Managed databases”'
    expect(body.nodes.map(({ title, because }) => `${title}, ${because}`)).toEqual([
      'Mailboxes, because we buy it of Nordlys',
      'Managed databases, because we buy it of Nordlys',
      'Database hosting, because Nordlys delivers it under “Managed databases”',
      'Mail, because it rests on “Mailboxes”, which we buy of Nordlys',
      'Wages are late, because Nordlys has it in hand under “Frame 7”',
      `Ledger, because it depends on Database hosting, ${nordlys}`,
      `HR portal, because it depends on Database hosting, ${nordlys}`,
      `Platforms, because it runs Database hosting, ${nordlys}`,
      `Payroll, because it depends on Ledger, which depends on Database hosting, ${nordlys}`,
      `People, because it uses Payroll, which depends on Ledger, which depends on Database hosting, ${nordlys}`,
      `Slow since Monday, because it is about Payroll, which depends on Ledger, which depends on Database hosting, ${nordlys}`,
    ])
    expect(body.counts).toEqual({
      ...{
        engagements: 2,
        services: 5,
        vital: 1,
        direct: 2,
        teams: 1,
        units: 1,
        tickets: 2,
        inHand: 1,
      },
    })
    expect(body.costs).toEqual([{ amount: '90000.00', currency: 'EUR' }])
    expect(body.nodes.find(({ title }) => title === 'Payroll')).toMatchObject({ tickets: 2, steps: 4 })
  })

  it('is told for one thing that is bought there alone', async () => {
    const { body } = await ask(manager, `/engagements/${databases.id}/what-hangs`)
    expect(body.nodes.map(({ title }) => title)).not.toContain('Mail')
    expect(body.nodes[0]).toMatchObject({
      title: 'Database hosting',
      steps: 1,
      because: 'because Nordlys delivers it under “Managed databases”',
    })
    const noVendor = await createCaller(kernel, { permissions: reads('vendor') })
    expect((await ask(noVendor, `/engagements/${databases.id}/what-hangs`)).body.nodes[0]?.because).toBe(
      'because the supplier delivers it under “Managed databases”',
    )
  })

  it('neither names nor counts what the caller may not read, nor goes over it', async () => {
    const noTickets = await createCaller(kernel, { permissions: reads('ticket', 'team') })
    const { body } = await ask(noTickets, `/vendors/${vendor.id}/what-hangs`)
    expect(body.counts).toMatchObject({ services: 5, tickets: 0, inHand: 0, teams: 0 })
    expect(JSON.stringify(body)).not.toMatch(/Platforms|Wages|Frame/)
    const noContracts = await createCaller(kernel, { permissions: reads('contract') })
    const seen = (await ask(noContracts, `/vendors/${vendor.id}/what-hangs`)).body
    expect(seen.counts).toMatchObject({ tickets: 2, inHand: 0 })
    expect(JSON.stringify(seen)).not.toContain('Frame 7')
    const noDelivery = await createCaller(kernel, { permissions: reads('outsourced_service') })
    expect((await ask(noDelivery, `/vendors/${vendor.id}/what-hangs`)).body.counts.services).toBe(1)
    const noServices = await createCaller(kernel, { permissions: reads('service') })
    const nothing = (await ask(noServices, `/vendors/${vendor.id}/what-hangs`)).body
    expect(nothing.counts).toMatchObject({ engagements: 2, services: 0, teams: 0, tickets: 0 })
  })

  it('is not there for who may not see the vendor, nor by an id that is none', async () => {
    const employee = await createCaller(kernel, { permissions: ['service.read', 'team.read'] })
    expect((await ask(employee, `/vendors/${vendor.id}/what-hangs`)).status).toBe(404)
    expect((await ask(employee, `/engagements/${databases.id}/what-hangs`)).status).toBe(404)
    expect((await ask(manager, `/vendors/${databases.id}/what-hangs`)).status).toBe(404)
  })

  it('takes five statements, however much hangs there', async () => {
    const who: Who = { ...nobody, account: clock.id(), name: 'Reader', permissions: new Set(reads()) }
    const url = { type: 'vendor', id: vendor.id } as const
    expect(await statementsOf(() => readWhatHangs(kernel, who, url))).toHaveLength(5)
  })
})

describe('the rows behind a number', () => {
  const readerWith = (permissions: readonly string[]): Who => ({
    ...{ ...nobody, account: clock.id(), name: 'Reader', permissions: new Set(permissions) },
  })
  const vendorStart = () => ({ type: 'vendor', id: vendor.id }) as const
  /** All of them, two at a time. */
  const allOf = async (what: Counted, who: Who): Promise<readonly string[]> => {
    const titles: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: HangingRows = await readHangingRows(kernel, who, { ...vendorStart(), what, after, limit: 2 })
      expect(page.rows.length).toBeLessThanOrEqual(2)
      titles.push(...page.rows.map(({ title }) => title))
      after = page.next
    }
    return titles
  }

  it.for([
    ['nothing', []],
    ['tickets', ['ticket']],
    ['teams and units', ['team', 'business_unit']],
    ['contracts', ['contract']],
    ['what is delivered', ['outsourced_service']],
    ['engagements', ['engagement']],
    ['services', ['service']],
  ] as const)('are as many as it says, each once, for whom %s is hidden from', async ([, hidden]) => {
    const who = readerWith(reads(...hidden))
    const { counts, nodes } = await readWhatHangs(kernel, who, vendorStart())
    const of = {
      services: 'services',
      vital: 'vital',
      teams: 'teams',
      units: 'units',
      tickets: 'tickets',
      'in-hand': 'inHand',
    } as const
    for (const what of counted) expect(await allOf(what, who), what).toHaveLength(counts[of[what]])
    const named = nodes.flatMap(({ type, title }) => (type === 'service' ? [title] : []))
    expect(await allOf('services', who)).toEqual(named.toSorted())
  })

  it('come in order, tickets by weight', async () => {
    const who = readerWith(reads())
    expect(await allOf('services', who)).toEqual(['Database hosting', 'HR portal', 'Ledger', 'Mail', 'Payroll'])
    expect(await allOf('vital', who)).toEqual(['Ledger'])
    expect(await allOf('tickets', who)).toEqual(['Slow since Monday', 'Wages are late'])
    expect(await allOf('in-hand', who)).toEqual(['Wages are late'])
  })

  it('are found by the API of vendors and engagements, and by nobody who may not see these', async () => {
    const { body } = await ask(manager, `/engagements/${databases.id}/hangs/services?limit=3`)
    expect(body).toMatchObject({ rows: [{ title: 'Database hosting' }, { title: 'HR portal' }, { title: 'Ledger' }] })
    const { next } = body as unknown as HangingRows
    expect((await ask(manager, `/engagements/${databases.id}/hangs/services?after=${next}`)).body).toMatchObject({
      ...{ rows: [{ title: 'Payroll' }], next: null },
    })
    const employee = await createCaller(kernel, { permissions: ['service.read', 'team.read'] })
    expect((await ask(employee, `/vendors/${vendor.id}/hangs/services`)).status).toBe(404)
    expect((await ask(manager, `/vendors/${vendor.id}/hangs/secrets`)).status).toBe(404)
    const wrong = await ask(manager, `/vendors/${vendor.id}/hangs/services?after=nowhere`)
    expect(wrong).toMatchObject({ status: 400, body: { problems: [{ field: 'after' }] } })
  })

  it('are all there, and all are counted, where fewer are told with their reasons', async () => {
    const usual = { engagements: 200, delivered: 500, services: 5000, shown: 300, tickets: 20, inHand: 50 }
    for (const hidden of [[], ['ticket'], ['team'], ['contract'], ['outsourced_service']]) {
      const who = readerWith(reads(...hidden))
      const { counts, stopped } = await readWhatHangs(kernel, who, vendorStart())
      expect(stopped).toBeNull()
      const few = await readWhatHangs(kernel, who, vendorStart(), { ...usual, services: 0 })
      if (counts.services > 0) expect(few).toMatchObject({ counts, stopped: { what: 'services', after: 0 } })
      const one = await readWhatHangs(kernel, who, vendorStart(), { ...usual, engagements: 1 })
      expect(one).toMatchObject({ counts, stopped: { what: 'engagements', after: 1 } })
      expect((await readWhatHangs(kernel, who, vendorStart(), { ...usual, inHand: 1 })).counts).toEqual(counts)
    }
  })

  it('tells the nearest where there are more', async () => {
    const usual = { engagements: 200, delivered: 500, services: 3, shown: 300, tickets: 20, inHand: 50 }
    const start = { type: 'engagement', id: databases.id } as const
    const { nodes } = await readWhatHangs(kernel, readerWith(reads()), start, usual)
    const named = nodes.flatMap(({ type, title }) => (type === 'service' ? [title] : []))
    expect(named).toEqual(['Database hosting', 'Ledger', 'HR portal'])
  })
})

describe('a service that is hidden from the caller', () => {
  it('is no step on the way to what depends on it', async () => {
    // Services are all seen or none by the rules as they are: here those that somebody owns are seen by them alone.
    const self = await world.another('person')
    const rule = kernel.registry.record('service')
    const registry = {
      ...kernel.registry,
      record: (name: string) =>
        name === 'service'
          ? { ...rule, fields: { ...rule.fields }, access: { ...rule.access, read: { isSelf: 'owner' } as const } }
          : kernel.registry.record(name),
    }
    const hidden = await service('Hidden', { owner: null })
    const behind = await service('Behind', { owner: self.id, dependsOn: [hidden.id] })
    const near = await service('Near', { owner: self.id })
    const one = await world.another('engagement', { name: 'One', services: [hidden.id, near.id] })
    const who: Who = { ...nobody, account: clock.id(), self: self.id, permissions: new Set(reads()) }
    const seen = await readWhatHangs({ ...kernel, registry }, who, { type: 'engagement', id: one.id })
    expect(seen.nodes.map(({ title }) => title)).toEqual(['Near'])
    expect(seen.counts.services).toBe(1)
    const asked = { type: 'engagement', id: one.id, what: 'services', limit: 9 } as const
    const behindIt = await readHangingRows({ ...kernel, registry }, who, asked)
    expect(behindIt.rows.map(({ title }) => title)).toEqual(['Near'])
    const open = await readWhatHangs(kernel, who, { type: 'engagement', id: one.id })
    expect(open.nodes.map(({ title }) => title)).toEqual(['Hidden', 'Near', 'Behind'])
    expect(behind.id).toBe(open.nodes[2]?.id)
  })
})
