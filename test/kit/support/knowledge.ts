import { expect } from 'vitest'
import type { Row } from '../../../src/kernel/record/store.server.ts'
import type { Answer } from '../../../src/internal/support/knowledge/answer.ts'
import { testApplication } from '../application.ts'
import { testClock } from '../clock.ts'
import { type Caller, createCaller } from '../record/callers.ts'

/** Articles for different readers, and three who read: an employee, a salesperson, an agent. Call it at the top level of a test file. */
export async function openShelf() {
  const clock = testClock('2026-11-27T09:00:00.000Z')
  const { app, kernel, db, statementsOf } = await testApplication({ clock })
  const records = kernel.store.asSystem('test')

  const send = async (who: Caller | null, method: 'GET' | 'POST' | 'PUT' | 'PATCH', at: string, payload?: object) =>
    app.inject({
      method,
      url: `/api/v1${at}`,
      headers: who ? { authorization: `Bearer ${who.token}` } : {},
      ...(payload ? { payload } : {}),
    })
  const ask = async <T>(who: Caller, at: string): Promise<T> => {
    const answer = await send(who, 'GET', at)
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json<T>()
  }
  const search = async (who: Caller, q: string): Promise<readonly string[]> =>
    (await ask<Answer>(who, `/help/search?q=${encodeURIComponent(q)}`)).results.map(({ title }) =>
      title.map(({ text }) => text).join(''),
    )

  const made = new Map<string, Row>()
  const idOf = (title: string): string => made.get(title)?.id ?? ''
  async function write(
    title: string,
    values: Readonly<Record<string, unknown>> = {},
    moves = ['publish'],
  ): Promise<string> {
    let row = await records.create('knowledge_article', { title, draft: `About ${title}.`, ...values })
    for (const move of moves) row = await records.move('knowledge_article', row.id, move)
    made.set(title, row)
    return row.id
  }

  const above = await records.create('business_unit', { name: 'Sales' })
  const unit = await records.create('business_unit', { name: 'Field sales', parent: above.id })
  const ana = await records.create('person', { name: 'Ana Field', businessUnit: unit.id })
  const bo = await records.create('person', { name: 'Bo Plain' })
  const ida = await records.create('person', { name: 'Ida Agent' })
  const employee = await createCaller(kernel, { name: 'Bo Plain', self: bo.id })
  const salesperson = await createCaller(kernel, { name: 'Ana Field', self: ana.id })
  const agent = await createCaller(kernel, {
    name: 'Ida Agent',
    self: ida.id,
    permissions: [
      'knowledge_article.read',
      'knowledge_article.write',
      'knowledge_article.publish',
      'ticket.*',
      'person.read',
      'service.read',
      'business_unit.read',
    ],
  })
  const printing = await records.create('service', { name: 'Printing' })
  made.set('Printing', printing)
  await write('Connect to the VPN from home', {
    words: 'tunnel remote',
    draft: 'Open the **Tunnel** app and press *Connect*.',
  })
  await write('Add a printer', {
    services: [printing.id],
    topic: 'Printing',
    draft: 'Printers are found by their *label*.',
    owner: ida.id,
  })
  await write('Clear a paper jam', { services: [printing.id], topic: 'Printing', summary: 'When the printer stops.' })
  await write('Price lists on the tablet', { audience: 'units', units: [above.id], draft: 'VPN is not needed.' })
  await write('Printer server passwords', {
    audience: 'it',
    draft: 'The VPN gateway has a Geheimwort.',
    services: [printing.id],
  })
  await write('A draft about the VPN', {}, [])
  await write('The old VPN', {}, ['publish', 'retire'])
  const readers: Record<'employee' | 'salesperson' | 'agent', Caller> = { employee, salesperson, agent }
  return { app, kernel, db, clock, statementsOf, records, readers, made, idOf, write, send, ask, search }
}
