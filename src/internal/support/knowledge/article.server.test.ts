import { expect, test, describe } from 'vitest'
import { openShelf } from '../../../../test/kit/support/knowledge.ts'
import type { KnowledgeDesk } from './desk.ts'
import type { ReadingArticle } from './reading.ts'
import { openReadings } from './readings.server.ts'
import { askDue } from './review.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import type { Caller } from '../../../../test/kit/record/callers.ts'

const { app, kernel, clock, db, records, readers, made, idOf, write, send, ask, search, statementsOf } =
  await openShelf()

describe('an article', () => {
  test('is read as it was published while a draft waits, and goes back to an earlier text', async () => {
    const id = await write('Change your password', { draft: 'First.' })
    const version = Number(made.get('Change your password')?.version)
    const patched = await app.inject({
      method: 'PATCH',
      url: `/api/v1/knowledge-articles/${id}`,
      headers: { authorization: `Bearer ${readers.agent.token}`, 'if-match': `"${version}"` },
      payload: { draft: 'Second.' },
    })
    expect(patched.statusCode, patched.body).toBe(200)
    expect(patched.json()).toMatchObject({ draft: 'Second.', body: 'First.', hasChanges: true })
    const seen = await ask<ReadingArticle>(readers.employee, `/help/articles/${id}`)
    expect(seen.body).toBe('First.')
    expect((await ask<Row>(readers.employee, `/knowledge-articles/${id}`)).draft).toBeUndefined()
    const published = await send(readers.agent, 'POST', `/knowledge-articles/${id}/actions/publishChanges`, {})
    expect(published.json(), published.body).toMatchObject({
      body: 'Second.',
      hasChanges: false,
      edition: 2,
      state: 'published',
    })
    expect((await ask<ReadingArticle>(readers.employee, `/help/articles/${id}`)).body).toBe('Second.')
    const { editions } = await ask<{ editions: { number: number; body: string; by: string }[] }>(
      readers.agent,
      `/knowledge-articles/${id}/editions`,
    )
    expect(editions.map(({ number, body, by }) => [number, body, by])).toEqual([
      [2, 'Second.', 'Ida Agent'],
      [1, 'First.', expect.stringContaining('Quarterdeck')],
    ])
    expect((await send(readers.employee, 'GET', `/knowledge-articles/${id}/editions`)).statusCode).toBe(403)
    expect((await send(readers.agent, 'POST', `/knowledge-articles/${id}/actions/publishChanges`, {})).statusCode).toBe(
      409,
    )
  })
  test('shows nobody half of a change: title, summary, audience and the rest wait with the text', async () => {
    const id = await write('Scan to mail', { draft: 'Press *Scan*.', summary: 'How to scan.' })
    const sales = made.get('Sales') ?? (await records.list('business_unit', { filter: { name: 'Sales' } })).rows[0]
    const change = async (payload: object) => {
      const { version } = await ask<Row>(readers.agent, `/knowledge-articles/${id}`)
      return app.inject({
        method: 'PATCH',
        url: `/api/v1/knowledge-articles/${id}`,
        headers: { authorization: `Bearer ${readers.agent.token}`, 'if-match': `"${version}"` },
        payload,
      })
    }
    const waits = { title: 'Scan to a folder', audience: 'units', units: [sales?.id], reviewEvery: 3 }
    const saved = await change({ draft: 'Press *Folder*.', changes: waits })
    expect(saved.json(), saved.body).toMatchObject({ title: 'Scan to mail', hasChanges: true, reviewEvery: 12 })
    // Whoever writes it by another way changes no more of what people see.
    const other = await change({ summary: 'Where scans go.' })
    expect(other.json(), other.body).toMatchObject({ summary: 'How to scan.', changes: { ...waits } })
    expect(await search(readers.employee, 'scan mail')).toEqual(['Scan to mail'])
    expect(await search(readers.employee, 'folder')).toEqual([])
    const seen = await send(readers.employee, 'GET', `/knowledge-articles/${id}`)
    expect(seen.body).not.toMatch(/[Ff]older/)
    expect((await ask<{ changes: object }>(readers.agent, `/knowledge-articles/${id}/waiting`)).changes).toMatchObject({
      title: 'Scan to a folder',
      units: [{ id: sales?.id, title: 'Sales' }],
    })
    expect((await send(readers.employee, 'GET', `/knowledge-articles/${id}/waiting`)).statusCode).toBe(403)
    const published = await send(readers.agent, 'POST', `/knowledge-articles/${id}/actions/publishChanges`, {})
    expect(published.json(), published.body).toMatchObject({
      ...{ title: 'Scan to a folder', summary: 'Where scans go.', audience: 'units', reviewEvery: 3 },
      ...{ body: 'Press *Folder*.', changes: null, hasChanges: false, edition: 2 },
    })
    expect((await send(readers.employee, 'GET', `/help/articles/${id}`)).statusCode).toBe(404)
    expect(await search(readers.salesperson, 'folder scan')).toEqual(['Scan to a folder'])
  })
  test.each([
    [{ title: '' }, 'Title is needed'],
    [{ edition: 7 }, 'can’t have “edition”'],
    [{ owner: { id: 'x', title: 'Ida' } }, 'Owner must be named by ids'],
    [['title'], 'values by the names of fields'],
  ])('refuses changes that could never be published: %j', async (changes, says) => {
    const id = idOf('Clear a paper jam')
    const { version } = await ask<Row>(readers.agent, `/knowledge-articles/${id}`)
    const answer = await app.inject({
      method: 'PATCH',
      url: `/api/v1/knowledge-articles/${id}`,
      headers: { authorization: `Bearer ${readers.agent.token}`, 'if-match': `"${version}"` },
      payload: { changes },
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(says)
  })
  test('sets its text by publishing alone', async () => {
    const answer = await send(readers.agent, 'POST', '/knowledge-articles', {
      title: 'Sneaked in',
      draft: 'One.',
      body: 'Two.',
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('body')
  })
  test('counts each reader once, by their last word', async () => {
    const id = idOf('Clear a paper jam')
    const say = (who: Caller, hasSolved: boolean) => send(who, 'PUT', `/help/articles/${id}/verdict`, { hasSolved })
    for (const who of [readers.employee, readers.employee, readers.salesperson])
      expect((await say(who, true)).statusCode).toBe(204)
    expect((await say(readers.agent, false)).statusCode).toBe(204)
    expect(await records.get('knowledge_article', id)).toMatchObject({ solved: 2, unsolved: 1 })
    await say(readers.employee, false)
    expect(await records.get('knowledge_article', id)).toMatchObject({ solved: 1, unsolved: 2 })
    expect((await ask<ReadingArticle>(readers.employee, `/help/articles/${id}`)).hasSolved).toBe(false)
    await Promise.all(Array.from({ length: 6 }, (_, at) => say(at % 2 ? readers.employee : readers.salesperson, true)))
    expect(await records.get('knowledge_article', id)).toMatchObject({ solved: 2, unsolved: 1 })
  })
  test('makes what a reader misses a task of its owner, who is told, once', async () => {
    const id = idOf('Add a printer')
    const comment = 'The label of ours is gone.'
    for (let times = 0; times < 2; times++)
      expect(
        (await send(readers.employee, 'PUT', `/help/articles/${id}/verdict`, { hasSolved: false, comment })).statusCode,
      ).toBe(204)
    const { tasks } = await ask<{ tasks: { title: string; assignee: { title: string } }[] }>(
      readers.agent,
      `/records/${id}/tasks`,
    )
    expect(tasks.map(({ title, assignee }) => [title, assignee.title])).toEqual([
      [`Bo Plain writes: ${comment}`, 'Ida Agent'],
    ])
    const { tasks: mine } = await ask<{ tasks: { title: string }[] }>(readers.agent, '/my-work')
    expect(mine.map(({ title }) => title)).toContain(`Bo Plain writes: ${comment}`)
  })
  test('counts its readers in one statement for all, and not those who write it', async () => {
    const id = await write('Book a meeting room')
    const readings = openReadings(kernel)
    const statements = await statementsOf(async () => {
      for (let times = 0; times < 50; times++) readings.note(id)
      readings.note(idOf('Add a printer'))
      await readings.close()
    })
    expect(statements).toHaveLength(1)
    expect(await records.get('knowledge_article', id)).toMatchObject({ views: 50 })
    const before = await db.query({ text: 'select times from article_reading where article = $1', values: [id] })
    expect(before).toEqual([{ times: 50 }])
  })
  test('that is retired or a draft is there for those who write it alone', async () => {
    for (const title of ['The old VPN', 'A draft about the VPN']) {
      expect((await send(readers.employee, 'GET', `/help/articles/${idOf(title)}`)).statusCode).toBe(404)
      expect((await send(readers.agent, 'GET', `/help/articles/${idOf(title)}`)).statusCode).toBe(200)
    }
  })
})

// Last, since it takes weeks.
test('an article is reviewed by its owner when it is due: asked once, done by saying that it is right', async () => {
  const [ida] = await db.query<{ self: string }>({
    text: 'select self from account where id = $1',
    values: [readers.agent.account],
  })
  const id = await write('Order a screen', { owner: ida?.self, reviewEvery: 1 })
  clock.advance(40 * 86_400_000)
  await db.query({
    text: 'update session set created_at = $1, updated_at = $1, expires_at = $2',
    values: [clock.now(), new Date('2028-01-01')],
  })
  expect(await askDue(kernel)).toBe(1)
  expect(await askDue(kernel)).toBe(0)
  const open = await ask<{ tasks: { title: string; dueOn: string; isDone: boolean }[] }>(
    readers.agent,
    `/records/${id}/tasks`,
  )
  expect(open.tasks).toMatchObject([
    { title: 'Review this article: is it still right?', dueOn: '2026-12-27', isDone: false },
  ])
  const { due } = await ask<KnowledgeDesk>(readers.agent, '/knowledge')
  expect(due.map(({ title }) => title)).toContain('Order a screen')
  const done = await send(readers.agent, 'POST', `/knowledge-articles/${id}/actions/confirm`, {})
  expect(done.json(), done.body).toMatchObject({ reviewedOn: '2027-01-06', reviewOn: '2027-02-06' })
  const closed = await ask<{ tasks: { isDone: boolean }[] }>(readers.agent, `/records/${id}/tasks`)
  expect(closed.tasks).toMatchObject([{ isDone: true }])
  expect(await askDue(kernel)).toBe(0)
})
