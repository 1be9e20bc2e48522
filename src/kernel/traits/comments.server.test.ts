import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { traitWorld } from '../../../test/kit/traits.ts'

const database = await testDatabase()
const { db } = database
const { server, clock, person, service, editor, reader, insider, stranger, call, verbsOf, another } =
  await traitWorld(database)
type Method = Parameters<typeof call>[1]
afterAll(() => server.app.close())

test('what can’t be read doesn’t exist: no trait of it, whichever way it is asked for', async () => {
  const comment = (await call(editor, 'POST', `/records/${service}/comments`, { text: 'Hidden' })).json<{
    id: string
  }>()
  const task = (await call(editor, 'POST', `/records/${service}/tasks`, { title: 'Hidden' })).json<{ id: string }>()
  const other = await another('service', { name: 'Other' })
  const relation = (await call(editor, 'POST', `/records/${service}/relations`, { link: 'related_to', other })).json<{
    id: string
  }>()
  const asked: [Method, string, object?][] = [
    ...(['comments', 'tags', 'watch', 'relations', 'graph', 'tasks'] as const).map((name): [Method, string] => [
      'GET',
      `/records/${service}/${name}`,
    ]),
    ['POST', `/records/${service}/comments`, { text: 'x' }],
    ['PUT', `/records/${service}/tags`, { tags: [] }],
    ['PUT', `/records/${service}/watch`],
    ['PUT', `/records/${service}/favourite`],
    ['PUT', `/records/${service}/opened`],
    ['POST', `/records/${service}/tasks`, { title: 'x' }],
    ['PATCH', `/tasks/${task.id}`, { isDone: true }],
    ['DELETE', `/tasks/${task.id}`],
    ['PATCH', `/comments/${comment.id}`, { text: 'x' }],
    ['DELETE', `/comments/${comment.id}`],
    ['GET', `/comments/${comment.id}/edits`],
    ['DELETE', `/relations/${relation.id}`],
    ['GET', '/records/not-an-id/comments'],
  ]
  for (const [method, path, payload] of asked)
    expect((await call(stranger, method, path, payload)).statusCode, `${method} ${path}`).toBe(404)
})

test('what was written without having seen what somebody else wrote is refused, and nothing is lost', async () => {
  const record = await another('service', { name: 'Twice answered' })
  const write = (who: typeof editor, body: object) => call(who, 'POST', `/records/${record}/comments`, body)
  const first = (await write(editor, { text: 'Is it on?', seen: null })).json<{ id: string }>()
  expect((await write(editor, { text: 'And plugged in?', seen: null })).statusCode).toBe(201)
  const late = await write(insider, { text: 'Is it on?', seen: null })
  expect([late.statusCode, late.json<{ detail: string }>().detail]).toEqual([
    409,
    'Edit wrote something meanwhile. Read it first; your text is kept.',
  ])
  expect((await write(insider, { text: 'Is it on?', seen: first.id })).statusCode).toBe(409)
  const [latest] = await db.query<{ id: string }>({
    text: 'select id from comment where record_id = $1 order by at desc, id desc limit 1',
    values: [record],
  })
  expect((await write(insider, { text: 'I take it.', seen: latest?.id })).statusCode).toBe(201)
  expect((await write(insider, { text: 'And more.' })).statusCode).toBe(201)
  const both = await Promise.all([
    write(editor, { text: 'Done.', seen: latest?.id }),
    write(insider, { text: 'Done.', seen: latest?.id }),
  ])
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409])
})

test('a comment is rendered safely, kept as written, and remembered', async () => {
  const text = `# Title\n\n**bold** <script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>\n\nby @[Priya Nair](person:${person}) and @[Ghost](person:00000000-0000-7000-8000-000000000000)`
  const answer = await call(editor, 'POST', `/records/${service}/comments`, { text })
  expect(answer.statusCode).toBe(201)
  const comment = answer.json()
  expect(comment).toMatchObject({
    text,
    isInternal: false,
    by: { account: editor.account, name: 'Edit', self: person },
    editedAt: null,
    can: ['edit', 'remove'],
  })
  expect(comment.html).toContain('<h3>Title</h3>')
  expect(comment.html).toContain(
    `<a class="mention" href="/people/${person}" rel="noopener noreferrer nofollow">@Priya Nair</a>`,
  )
  expect(comment.html).toContain('@Ghost')
  expect(comment.html).not.toMatch(/<script|javascript:|<img|onerror/)
  expect(await verbsOf(service)).toContain('commented')
  const seen = (await call(reader, 'GET', `/records/${service}/comments`)).json()
  expect(seen.comments.at(-1)).toMatchObject({ id: comment.id, can: [] })
})

test('the writer and whoever is mentioned watch from then on', async () => {
  const target = await another('service', { name: 'Watched' })
  const colleague = await another('person', { name: 'Jonas' })
  const jonas = await createCaller(server.kernel, { name: 'Jonas', permissions: ['service.read'], self: colleague })
  await call(editor, 'POST', `/records/${target}/comments`, {
    text: `Look @[Jonas](person:${colleague}), but not \`@[Priya](person:${person})\``,
  })
  expect((await call(jonas, 'GET', `/records/${target}/watch`)).json()).toMatchObject({
    isWatching: true,
    watchers: [{ name: 'Jonas' }, { name: 'Edit' }],
  })
  expect((await call(jonas, 'DELETE', `/records/${target}/watch`)).json()).toMatchObject({ isWatching: false })
  expect((await call(jonas, 'PUT', `/records/${target}/watch`)).json()).toMatchObject({ isWatching: true })
})

test('an internal comment is there only for those who may see internal ones', async () => {
  const target = await another('service', { name: 'Internal' })
  expect((await call(reader, 'POST', `/records/${target}/comments`, { text: 'x', isInternal: true })).statusCode).toBe(
    403,
  )
  const { id } = (
    await call(insider, 'POST', `/records/${target}/comments`, { text: 'Salary bands differ', isInternal: true })
  ).json<{ id: string }>()
  expect((await call(reader, 'GET', `/records/${target}/comments`)).body).not.toContain('Salary')
  expect((await call(insider, 'GET', `/records/${target}/comments`)).json().comments).toHaveLength(1)
  for (const [method, path] of [
    ['PATCH', `/comments/${id}`],
    ['DELETE', `/comments/${id}`],
    ['GET', `/comments/${id}/edits`],
  ] as const)
    expect((await call(reader, method, path, method === 'PATCH' ? { text: 'x' } : undefined)).statusCode).toBe(404)
  const kept = await db.query({ text: 'select before, after from history where record_id = $1', values: [target] })
  expect(JSON.stringify(kept)).not.toContain('Salary')
})

test('one changes one’s own comment, what it said stays to be read, and removing leaves a mark', async () => {
  const target = await another('service', { name: 'Edited' })
  const { id } = (await call(reader, 'POST', `/records/${target}/comments`, { text: 'first' })).json<{ id: string }>()
  clock.advance(60_000)
  expect((await call(editor, 'PATCH', `/comments/${id}`, { text: 'not mine' })).statusCode).toBe(403)
  expect((await call(reader, 'PATCH', `/comments/${id}`, { text: 'second' })).json()).toMatchObject({
    text: 'second',
    html: '<p>second</p>\n',
    editedAt: clock.now().toISOString(),
  })
  expect((await call(editor, 'GET', `/comments/${id}/edits`)).json().edits).toMatchObject([
    { text: 'first', by: { name: 'Read' } },
  ])
  expect((await call(insider, 'DELETE', `/comments/${id}`)).statusCode).toBe(403)
  expect((await call(editor, 'DELETE', `/comments/${id}`)).statusCode).toBe(204)
  expect((await call(reader, 'GET', `/records/${target}/comments`)).json().comments).toMatchObject([
    { id, text: '', html: '', removedAt: expect.any(String), can: [] },
  ])
  expect((await call(reader, 'GET', `/comments/${id}/edits`)).statusCode).toBe(404)
  expect(await verbsOf(target)).toEqual(['created', 'commented', 'comment_edited', 'comment_removed'])
})

test('comments come by pages, each once, in their order', async () => {
  const target = await another('service', { name: 'Long talk' })
  for (let i = 0; i < 7; i++) await call(editor, 'POST', `/records/${target}/comments`, { text: `n${i}` })
  const seen: string[] = []
  for (let after = ''; ; ) {
    const page: { comments: { text: string }[]; next: string | null } = (
      await call(reader, 'GET', `/records/${target}/comments?limit=3${after && `&after=${after}`}`)
    ).json()
    seen.unshift(...page.comments.map((comment) => comment.text))
    if (!page.next) break
    after = page.next
  }
  expect(seen).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6'])
  expect((await call(reader, 'GET', `/records/${target}/comments?after=nonsense`)).statusCode).toBe(400)
})

test('eight who comment on one record at once all get through, each with an entry', async () => {
  const target = await another('service', { name: 'Lively talk' })
  const path = `/records/${target}/comments`
  const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => call(editor, 'POST', path, { text: `n${n}` })))
  expect(answers.map((answer) => answer.statusCode)).toEqual(answers.map(() => 201))
  expect(await verbsOf(target)).toEqual(['created', ...answers.map(() => 'commented')])
})

test('a comment takes seven statements where its record is known, and answers what is read later', async () => {
  const record = await another('service', { name: 'Spoken of' })
  const path = `/records/${record}/comments`
  const write = (): ReturnType<typeof call> => call(editor, 'POST', path, { text: 'How *is* it?' })
  await call(reader, 'GET', path)
  expect(await database.statementsOf(write)).toHaveLength(7)
  const written = (await write()).json<{ id: string }>()
  const { comments } = (await call(editor, 'GET', path)).json<{ comments: { id: string }[] }>()
  expect(comments.at(-1)).toEqual(written)
})
