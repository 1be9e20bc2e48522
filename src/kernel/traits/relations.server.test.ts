import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { traitWorld } from '../../../test/kit/traits.ts'

const database = await testDatabase()
const { statementsOf } = database
const { server, person, service, editor, reader, call, verbsOf, another } = await traitWorld(database)
afterAll(() => server.app.close())

test('relations read from both sides, are there once, and show only what both sides’ readers may see', async () => {
  const [a, b] = [await another('service', { name: 'Relation A' }), await another('service', { name: 'Relation B' })]
  const made = await call(editor, 'POST', `/records/${a}/relations`, { link: 'related_to', other: b })
  expect(made.statusCode).toBe(201)
  expect(made.json()).toMatchObject({
    link: 'related_to',
    reads: 'is related to',
    other: { id: b, title: 'Relation B', type: 'service' },
    can: ['remove'],
  })
  expect(
    (await call(editor, 'POST', `/records/${b}/relations`, { link: 'related_to', other: a, direction: 'backward' }))
      .statusCode,
  ).toBe(409)
  expect((await call(editor, 'POST', `/records/${a}/relations`, { link: 'related_to', other: a })).statusCode).toBe(422)
  expect((await call(editor, 'POST', `/records/${a}/relations`, { link: 'nonsense', other: person })).statusCode).toBe(
    422,
  )
  expect(
    (await call(reader, 'POST', `/records/${a}/relations`, { link: 'related_to', other: service })).statusCode,
  ).toBe(403)
  await call(editor, 'POST', `/records/${a}/relations`, { link: 'related_to', other: person })
  expect((await call(editor, 'GET', `/records/${a}/relations`)).json().relations).toHaveLength(2)
  const seen = await call(reader, 'GET', `/records/${a}/relations`)
  expect(seen.json().relations).toMatchObject([{ other: { title: 'Relation B' }, can: [] }])
  expect(seen.body).not.toContain('Priya')
  expect(seen.body).not.toContain(person)
  expect((await call(reader, 'DELETE', `/relations/${made.json().id}`)).statusCode).toBe(403)
  expect((await call(editor, 'DELETE', `/relations/${made.json().id}`)).statusCode).toBe(204)
  expect(await verbsOf(b)).toEqual(['created', 'related', 'unrelated'])
})

test('a declared link reads in both directions, keeps its own values, and joins only what it says', async () => {
  const [old, fresh] = [await another('service', { name: 'Old wiki' }), await another('service', { name: 'New wiki' })]
  const link = 'service_replaces'
  const made = await call(editor, 'POST', `/records/${fresh}/relations`, {
    link,
    other: old,
    values: { since: '2026-04-01' },
  })
  expect(made.json()).toMatchObject({
    link,
    reads: 'replaces',
    values: { since: '2026-04-01' },
    other: { title: 'Old wiki' },
  })
  const seen = await call(reader, 'GET', `/records/${old}/relations`)
  expect(seen.json().relations).toMatchObject([{ reads: 'is replaced by', other: { title: 'New wiki' }, can: [] }])
  const same = { link, other: fresh, direction: 'backward' }
  expect((await call(editor, 'POST', `/records/${old}/relations`, same)).statusCode).toBe(409)
  const wrong = { link, other: old, values: { since: 'soon' } }
  expect((await call(editor, 'POST', `/records/${service}/relations`, wrong)).json().problems[0].field).toBe('since')
  expect((await call(editor, 'POST', `/records/${fresh}/relations`, { link, other: person })).statusCode).toBe(422)
  expect((await call(reader, 'POST', `/records/${service}/relations`, { link, other: old })).statusCode).toBe(403)
  expect((await call(reader, 'DELETE', `/relations/${made.json().id}`)).statusCode).toBe(403)
  expect((await call(editor, 'DELETE', `/relations/${made.json().id}`)).statusCode).toBe(204)
})

test('two who relate the same records at once don’t wait for each other forever', async () => {
  const [a, b] = [await another('service', { name: 'Lock A' }), await another('service', { name: 'Lock B' })]
  const answers = await Promise.all(
    [a, b].flatMap((id) =>
      [1, 2, 3].map(() =>
        call(editor, 'POST', `/records/${id}/relations`, { link: 'related_to', other: id === a ? b : a }),
      ),
    ),
  )
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, 409, 409, 409, 409, 409])
})

test('the graph follows relations and references, never through what one may not read', async () => {
  const team = await another('team', { name: 'Secret team' })
  const c = await another('service', { name: 'Graph C', team })
  const b = await another('service', { name: 'Graph B', dependsOn: [c] })
  const a = await another('service', { name: 'Graph A', dependsOn: [b] })
  const d = await another('service', { name: 'Graph D', team })
  await call(editor, 'POST', `/records/${a}/relations`, { link: 'related_to', other: d })
  const graph = (await call(reader, 'GET', `/records/${a}/graph?depth=3`)).json<{
    nodes: { id: string; distance: number }[]
    edges: { from: string; to: string; reads: string }[]
  }>()
  expect(graph.nodes.map(({ id, distance }) => [id, distance])).toEqual([
    [a, 0],
    [d, 1],
    [b, 1],
    [c, 2],
  ])
  expect(graph.edges).toContainEqual(
    expect.objectContaining({ from: a, to: b, reads: 'depends on', kind: 'reference' }),
  )
  expect(JSON.stringify(graph)).not.toContain('Secret')
  expect(JSON.stringify(graph)).not.toContain(team)
  const all = await createCaller(server.kernel, { permissions: ['*.read'] })
  const full = (await call(all, 'GET', `/records/${a}/graph?depth=3`)).json()
  expect(full.nodes).toContainEqual(expect.objectContaining({ title: 'Secret team', type: 'team' }))
  expect((await call(reader, 'GET', `/records/${a}/graph?depth=4`)).statusCode).toBe(400)
})

test('a graph is bounded, and costs one statement for each step', async () => {
  const manager = await another('person', { name: 'Boss' })
  await server.kernel.store.asSystem('test').createMany(
    'person',
    Array.from({ length: 400 }, (_, i) => ({ name: `Report ${i}`, manager })),
  )
  const graph = (await call(editor, 'GET', `/records/${manager}/graph?depth=2`)).json()
  expect(graph.nodes).toHaveLength(150)
  expect(graph.isCut).toBe(true)
  const statements = await statementsOf(() => call(editor, 'GET', `/records/${manager}/graph?depth=3`))
  expect(statements.length).toBeLessThanOrEqual(6)
})
