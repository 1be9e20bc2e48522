import { expect, test } from 'vitest'
import { holdAgainst, wrongExamples } from '../../../test/kit/answers.ts'
import { testApplication } from '../../../test/kit/application.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'

const { app, kernel } = await testApplication()
const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
const headers = { authorization: `Bearer ${boss.token}` }
const describing = () => app.inject({ url: '/api/v1/openapi.json', headers })

interface Operation {
  readonly security?: readonly unknown[]
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema?: object }>; headers?: object }>>
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>

test('every operation describes its answer: a schema, or that there is nothing to read', async () => {
  const { paths } = (await describing()).json<{ paths: Paths }>()
  const bare = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses }]) => {
      const [status = '', answer] = Object.entries(responses).find(([code]) => /^[23]/.test(code)) ?? []
      const isNothing = ['204', '303'].includes(status)
      const schemas = Object.values(answer?.content ?? {}).filter(({ schema }) => schema)
      return isNothing || schemas.length > 0 ? [] : [`${method} ${path}`]
    }),
  )
  expect(bare).toEqual([])
})

// Each of some hundred schemas is compiled: a while of the processor, which others may want, too.
test('its examples fit its schemas', { timeout: 60_000 }, async () => {
  expect(wrongExamples((await describing()).json())).toEqual([])
})

test('is sent again only when it has changed', async () => {
  const first = await describing()
  const etag = String(first.headers.etag)
  const again = await app.inject({ url: '/api/v1/openapi.json', headers: { ...headers, 'if-none-match': etag } })
  expect([again.statusCode, again.body]).toEqual([304, ''])
})

test('describes a field that this installation added, in rows and in what one sends', async () => {
  const before = (await describing()).headers.etag
  const added = await app.inject({
    method: 'POST',
    url: '/api/v1/added-fields',
    headers,
    payload: { recordType: 'person', label: 'Cost centre', kind: 'text' },
  })
  const { handle } = added.json<{ handle: string }>()
  const after = await describing()
  expect(after.headers.etag).not.toBe(before)
  const { schemas } = after.json<{ components: { schemas: Record<string, { properties: object }> } }>().components
  for (const name of ['Person', 'NewPerson', 'PersonChange'])
    expect(schemas[name]?.properties).toHaveProperty(handle, expect.objectContaining({ title: 'Cost centre' }))
  const made = await app.inject({
    method: 'POST',
    url: '/api/v1/people',
    headers,
    payload: { name: 'Ada', [handle]: 'K-4711' },
  })
  const answer = { method: 'POST', path: '/api/v1/people', status: 201, type: 'application/json', body: made.json() }
  expect(holdAgainst(after.json())(answer)).toBeNull()
  expect(holdAgainst(after.json())({ ...answer, body: { ...made.json<object>(), surprise: 1 } })).toContain(
    'additional',
  )
})
