import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../test/kit/application.ts'
import { testClock } from '../../test/kit/clock.ts'
import { type Caller, createCaller } from '../../test/kit/record/callers.ts'
import { createWorld } from '../../test/kit/record/world.ts'
import { roles } from '../foundation/roles.ts'
import { beginning, entriesAfter } from '../kernel/history/position.server.ts'
import type { Row } from '../kernel/record/store.server.ts'
import { relate } from '../kernel/traits/relations.server.ts'
import { draftClaims } from './draft-claims.server.ts'
import { behind } from './facts/evidence.ts'
import { figureOf } from './facts/facts.ts'
import { factsOf } from './facts/facts.server.ts'
import { followOutages } from './follow-outages.server.ts'
import { itemProvidedUnder } from './item-provided-under.link.ts'
import type { Working } from './wire.ts'

const clock = testClock('2026-10-02T06:00:00.000Z')
const { kernel, app, db } = await testApplication({ clock })
const records = kernel.store.asSystem('test')
const world = createWorld(kernel)
let mail: Row
let phones: Row
let core: Row
let engagement: Row
let engineer: Caller

const asRole = (name: string): Promise<Caller> =>
  createCaller(kernel, { permissions: roles.find((role) => role.name === name)?.permissions ?? [] })
async function ask<T>(who: Caller, url: string, body?: Readonly<Record<string, unknown>>) {
  const headers = { authorization: `Bearer ${who.token}` }
  const answer = await app.inject({
    url: `/api/v1${url}`,
    headers,
    ...(body && { method: 'POST' as const, payload: body }),
  })
  return { status: answer.statusCode, body: answer.json<T>() }
}
const outage = (startedAt: string, endedAt: string, values: Readonly<Record<string, unknown>>): Promise<Row> =>
  records.create('outage', { name: 'Lines gone', startedAt, endedAt, cause: 'provider', ...values })
const claim = async (): Promise<Row | undefined> =>
  (await records.list('service_credit', { filter: { engagement: engagement.id } })).rows[0]
const titles = (refs: unknown): readonly (string | null)[] =>
  (refs as readonly { readonly title: string | null }[]).map(({ title }) => title).toSorted()
let seen = beginning
async function follow(): Promise<void> {
  const { on, handle } = followOutages(kernel)
  const entries = await entriesAfter(db, { after: seen, ceiling: Number.MAX_SAFE_INTEGER, limit: 10_000 })
  for (const entry of entries) if (typeof on === 'function' && on(entry)) await handle(entry, { db, attempt: 1 })
  seen = entries.at(-1) ?? seen
}

beforeAll(async () => {
  engineer = await asRole('operations_engineer')
  mail = await records.create('service', { name: 'E-mail' })
  phones = await records.create('service', { name: 'Telephones' })
  engagement = await world.another('engagement', { name: 'Lines', startsOn: '2024-01-01', endsOn: null })
  await records.create('availability_promise', {
    ...{ name: 'Mail', services: [mail.id], engagement: engagement.id, holdsFrom: '2026-08-01', timeZone: 'UTC' },
    ...{ target: '99.9', tiers: 'below 99.9: 10 %', claimDays: 60 },
    monthlyFee: { amount: '1000.00', currency: 'EUR' },
  })
  core = await records.create('configuration_item', {
    ...{ name: 'Core switch Hamburg', class: 'network_device', does: 'carries the lines between all sites' },
    services: [mail.id, phones.id],
  })
})

describe('an outage of a configuration item', () => {
  it('names a service or an item, and says by which field where it names neither', async () => {
    const bare = { name: 'Something', startedAt: '2026-09-01T08:00:00.000Z' }
    const { status, body } = await ask<{ problems: readonly unknown[] }>(engineer, '/outages', bare)
    expect(status).toBe(422)
    expect(body.problems).toEqual([
      { field: 'service', says: 'Say what did not work: a service, or a configuration item.' },
    ])
  })

  it('hits the services that the item supports, and stands in the list of each', async () => {
    const made = await ask<Row>(engineer, '/outages', {
      ...{ name: 'Core switch down', configurationItem: core.id, cause: 'provider' },
      ...{ startedAt: '2026-09-12T08:00:00.000Z', endedAt: '2026-09-12T09:40:00.000Z' },
    })
    expect(made.status).toBe(201)
    expect(titles(made.body['alsoHit'])).toEqual(['E-mail', 'Telephones'])
    const { body } = await ask<{ groups: readonly { type: string; field: string; rows: readonly Row[] }[] }>(
      engineer,
      `/services/${phones.id}/related`,
    )
    const listed = body.groups.find(({ type, field }) => type === 'outage' && field === 'alsoHit')
    expect(listed?.rows.map(({ id }) => id)).toEqual([made.body.id])
  })

  it('reaches the claim of what is promised for one of them, with the reason in words, and rests on it', async () => {
    await draftClaims(kernel)
    const drafted = await claim()
    // 100 of 43,200 minutes.
    expect(drafted).toMatchObject({ measured: '99.768518', claimed: { amount: '100.00', currency: 'EUR' } })
    expect(drafted?.['evidence']).toMatch(
      /OUT-\d+ Core switch down, 12 September 2026, 08:00 to 09:40, counts, because Core switch Hamburg carries the lines between all sites: 100 min\./,
    )
    const reader = await createCaller(kernel, { permissions: ['service_credit.read'] })
    const { body } = await ask<Working>(reader, `/service-credits/${drafted?.id}/working`)
    expect(body.stretches.map(({ title, verdict }) => [title.slice(9), verdict])).toEqual([
      ['Core switch down', 'counts'],
    ])
  })

  it('counts once together with an outage of the service at the same time', async () => {
    await outage('2026-09-12T09:00:00.000Z', '2026-09-12T10:00:00.000Z', { service: mail.id })
    await outage('2026-09-12T08:30:00.000Z', '2026-09-12T09:30:00.000Z', {
      ...{ service: mail.id, configurationItem: core.id },
    })
    await follow()
    // From 8 to 10 it is 120 minutes, and not 100 and 60 and 60.
    expect(await claim()).toMatchObject({ measured: '99.722222' })
    const found = (await factsOf(kernel, { engagements: [engagement.id], period: '2026-09' })).get(engagement.id)
    expect(found && figureOf('availability', found)).toEqual({
      value: '99.722222',
      says: 'Mail: 99.7222 %, 99.9 % promised; 3 outages count.',
    })
    const counting = found && behind('availability', found).find(({ says }) => says === 'Counts')
    expect(counting?.rows).toHaveLength(3)
  })

  it('keeps what it hit when the item supports something else later, and follows what people write instead', async () => {
    const [first] = (await records.list('outage', { filter: { name: 'Core switch down' } })).rows
    const { version } = await records.get('configuration_item', core.id)
    await records.update('configuration_item', core.id, { services: [phones.id] }, { version })
    const about = await records.update('outage', first?.id ?? '', { about: 'A fan.' }, { version: first?.version ?? 0 })
    expect(titles(about['alsoHit'])).toEqual(['E-mail', 'Telephones'])
    const less = await records.update('outage', about.id, { alsoHit: [phones.id] }, { version: about.version })
    await follow()
    // From 8:30 to 10 it is 90 minutes: mail worked while the switch was down.
    expect(await claim()).toMatchObject({ measured: '99.791666' })
    const anew = await records.update('outage', less.id, { alsoHit: [mail.id] }, { version: less.version })
    const emptied = await records.update('outage', anew.id, { alsoHit: [] }, { version: anew.version })
    expect(titles(emptied['alsoHit'])).toEqual(['Telephones'])
    const gone = { service: mail.id, configurationItem: null }
    expect(titles((await records.update('outage', emptied.id, gone, { version: emptied.version }))['alsoHit'])).toEqual(
      [],
    )
  })
})

describe('a configuration item', () => {
  it('is seen by all of IT, written by operations, and not there for anybody else', async () => {
    const [agent, employee] = [await asRole('service_desk_agent'), await asRole('employee')]
    expect((await ask<Row>(agent, `/configuration-items/${core.id}`)).status).toBe(200)
    expect((await ask(agent, '/configuration-items', { name: 'Mine' })).status).toBe(403)
    expect((await ask(engineer, '/configuration-items', { name: 'Ours' })).status).toBe(201)
    expect((await ask(employee, `/configuration-items/${core.id}`)).status).toBe(404)
  })

  it('is not told to those who see outages alone, by none of their ways', async () => {
    const some = await outage('2026-09-20T08:00:00.000Z', '2026-09-20T08:01:00.000Z', { configurationItem: core.id })
    const reader = await createCaller(kernel, { permissions: ['outage.read', 'outage.write'] })
    const { body } = await ask<Row>(reader, `/outages/${some.id}`)
    expect(body['configurationItem']).toEqual({ id: core.id, title: null })
    expect(titles(body['alsoHit'])).toEqual([null])
    const { status } = await ask(reader, '/outages', {
      ...{ name: 'Guessed', startedAt: '2026-09-21T08:00:00.000Z', configurationItem: core.id },
    })
    expect(status).toBe(422)
  })

  it('leads to the engagement that it is provided under, for those who see both', async () => {
    const relation = { link: itemProvidedUnder.name, direction: 'forward', other: engagement.id } as const
    await relate(kernel, records.who, { id: core.id, relation })
    const { body } = await ask<{ relations: readonly { reads: string; title: string }[] }>(
      engineer,
      `/records/${core.id}/relations`,
    )
    expect(JSON.stringify(body)).toContain('is provided under')
    const blind = await createCaller(kernel, { permissions: ['configuration_item.read'] })
    expect(JSON.stringify((await ask(blind, `/records/${core.id}/relations`)).body)).not.toContain('Lines')
  })
})
