import { expect, test, describe } from 'vitest'
import { openShelf } from '../../../../test/kit/support/knowledge.ts'
import type { Answer } from './answer.ts'
import type { KnowledgeDesk } from './desk.ts'
import type { Shelves } from './reading.ts'
import type { Caller } from '../../../../test/kit/record/callers.ts'

const { clock, db, records, readers, made, idOf, write, send, ask, search, statementsOf } = await openShelf()

describe('search finds for each person what is for them', () => {
  test('words in any order, in spite of filler words, endings and a slip', async () => {
    expect((await search(readers.employee, 'how do I connect to the vpn?'))[0]).toBe('Connect to the VPN from home')
    expect((await search(readers.employee, 'tunel'))[0]).toBe('Connect to the VPN from home')
    expect((await search(readers.employee, 'jammed papers'))[0]).toBe('Clear a paper jam')
    expect(await search(readers.employee, 'printers')).toEqual(['Add a printer', 'Clear a paper jam'])
    expect(await search(readers.employee, 'the')).toEqual([])
  })
  test('with the words marked, and a part of the text that has them', async () => {
    const { results } = await ask<Answer>(readers.employee, '/help/search?q=label%20printer')
    expect(results[0]?.title).toContainEqual({ text: 'printer', isHit: true })
    expect(results[0]?.snippet.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('')).toBe(
      '[Printers] are found by their [label].',
    )
  })
  test('drafts and what is retired for nobody, a unit’s for its people and those of the units below, IT’s for IT', async () => {
    expect(await search(readers.employee, 'vpn')).toEqual(['Connect to the VPN from home'])
    expect([...(await search(readers.salesperson, 'vpn'))].sort()).toEqual([
      'Connect to the VPN from home',
      'Price lists on the tablet',
    ])
    expect([...(await search(readers.agent, 'vpn'))].sort()).toEqual([
      'Connect to the VPN from home',
      'Price lists on the tablet',
      'Printer server passwords',
    ])
  })
  test('nothing that isn’t asked for, and no input breaks it', async () => {
    for (const q of ['', '   ', '%_\\', "'; drop table record", '💥', 'x'.repeat(400)])
      expect(await search(readers.employee, q)).toEqual([])
    expect((await send(readers.employee, 'GET', '/help/search?q=x&limit=1000')).statusCode).toBe(400)
    expect((await send(null, 'GET', '/help/search?q=vpn')).statusCode).toBe(401)
  })
  test('by as many statements as are needed', async () => {
    await search(readers.employee, 'printer label jam')
    const statements = await statementsOf(() => search(readers.employee, 'printer paper label'))
    expect(
      statements.filter((text) => /\bfrom (record|knowledge_article|\(select)/.test(text)).length,
    ).toBeLessThanOrEqual(6)
  })
})

describe('what is for IT alone is nowhere for others', () => {
  const secret = 'Printer server passwords'
  test('not by its address, in lists, counts, history, files, relations or related articles', async () => {
    const id = idOf(secret)
    const number = made.get(secret)?.number
    for (const at of [
      `/knowledge-articles/${id}`,
      `/knowledge-articles/${number}`,
      `/help/articles/${number}`,
      `/knowledge-articles/${id}/history`,
    ])
      expect((await send(readers.employee, 'GET', at)).statusCode, at).toBe(at.endsWith('/history') ? 403 : 404)
    for (const trait of ['comments', 'files', 'tags', 'relations', 'tasks', 'graph'])
      expect((await send(readers.employee, 'GET', `/records/${id}/${trait}`)).statusCode, trait).toBe(404)
    const printer = made.get('Add a printer')?.number
    for (const at of [
      '/knowledge-articles',
      '/help/articles',
      `/help/articles/${printer}`,
      '/search?q=passwords',
      '/help/search?q=passwords',
      '/help/similar?title=printer%20passwords',
    ])
      expect((await send(readers.employee, 'GET', at)).body, at).not.toContain(secret)
    expect((await send(readers.agent, 'GET', `/help/articles/${printer}`)).body).toContain(secret)
  })
  test('not as the article that settled one’s own ticket', async () => {
    const [{ self } = { self: '' }] = await db.query<{ self: string }>({
      text: 'select self from account where id = $1',
      values: [readers.employee.account],
    })
    const ticket = await records.create('ticket', { title: 'The printer is broken', requester: self })
    for (const [link, article] of [
      ['ticket_solved_by', secret],
      ['ticket_uses', 'Add a printer'],
    ] as const) {
      const answer = await send(readers.agent, 'POST', `/records/${ticket.id}/relations`, {
        link,
        direction: 'forward',
        other: idOf(article),
      })
      expect(answer.statusCode, answer.body).toBe(201)
    }
    const seen = (await send(readers.employee, 'GET', `/records/${ticket.id}/relations`)).body
    expect(seen).toContain('Add a printer')
    expect(seen).not.toContain(secret)
    expect((await send(readers.employee, 'GET', `/records/${ticket.id}/graph?depth=2`)).body).not.toContain(secret)
    expect((await send(readers.agent, 'GET', `/records/${idOf(secret)}/relations`)).body).toContain(
      'The printer is broken',
    )
    expect((await send(readers.employee, 'GET', `/records/${idOf('Add a printer')}/relations`)).body).toContain(
      'The printer is broken',
    )
    expect((await send(readers.salesperson, 'GET', `/records/${idOf('Add a printer')}/relations`)).body).not.toContain(
      'The printer is broken',
    )
  })
  test('not as a verdict, nor as what a search led to', async () => {
    expect(
      (await send(readers.employee, 'PUT', `/help/articles/${idOf(secret)}/verdict`, { hasSolved: true })).statusCode,
    ).toBe(404)
    const { id } = (await send(readers.employee, 'POST', '/help/searches', { q: 'server passwords' })).json<{
      id: string
    }>()
    expect(
      (await send(readers.employee, 'PUT', `/help/searches/${id}/opened`, { record: idOf(secret) })).statusCode,
    ).toBe(404)
  })
})

test('the shelves hold what is for the reader, by topic', async () => {
  const { topics } = await ask<Shelves>(readers.employee, '/help/articles')
  expect(topics.find(({ topic }) => topic === 'Printing')?.articles.map(({ title }) => title)).toEqual([
    'Add a printer',
    'Clear a paper jam',
  ])
})

describe('gaps', () => {
  const gaps = async () => (await ask<KnowledgeDesk>(readers.agent, '/knowledge')).gaps
  const look = async (who: Caller, q: string): Promise<string> =>
    (await send(who, 'POST', '/help/searches', { q })).json<{ id: string }>().id

  test('are questions that found nothing, or nothing that was opened: how often, by whom last', async () => {
    await look(readers.employee, 'How do I reserve the projector?')
    await look(readers.salesperson, 'projector reserve, please')
    const found = await look(readers.employee, 'paper jam')
    expect(
      (await send(readers.employee, 'PUT', `/help/searches/${found}/opened`, { record: idOf('Clear a paper jam') }))
        .statusCode,
    ).toBe(204)
    const all = await gaps()
    expect(all[0]).toMatchObject({
      gap: 'projector reserve',
      asked: 'projector reserve, please',
      people: 2,
      times: 2,
      empty: 2,
      lastBy: 'Ana Field',
    })
    expect(all.map(({ gap }) => gap)).not.toContain('jam paper')
  })
  test('are closed by an article, and open again when somebody misses the same later', async () => {
    const article = await write('Reserve a projector')
    expect(
      (await send(readers.agent, 'POST', '/knowledge/closed-gaps', { gap: 'projector reserve', article })).statusCode,
    ).toBe(204)
    expect((await gaps()).map(({ gap }) => gap)).not.toContain('projector reserve')
    clock.advance(1000)
    await look(readers.employee, 'projector reserve')
    expect((await gaps())[0]).toMatchObject({ gap: 'projector reserve', people: 1, empty: 0 })
  })
  test('are for those who write articles; nobody says where another’s search led to', async () => {
    for (const [method, at] of [
      ['GET', '/knowledge'],
      ['POST', '/knowledge/closed-gaps'],
    ] as const)
      expect((await send(readers.employee, method, at, method === 'POST' ? { gap: 'x' } : undefined)).statusCode).toBe(
        403,
      )
    const id = await look(readers.employee, 'projector')
    expect(
      (await send(readers.salesperson, 'PUT', `/help/searches/${id}/opened`, { record: idOf('Add a printer') }))
        .statusCode,
    ).toBe(404)
    expect((await send(readers.employee, 'POST', '/help/searches', { q: '  ' })).json()).toEqual({ id: null })
  })
})

describe('what is like a text that is being written', () => {
  test('is said with why: the service and the words it shares', async () => {
    const service = made.get('Printing')?.id
    const { articles, tickets } = await ask<{
      articles: { title: string; why: string }[]
      tickets: { title: string; why: string }[]
    }>(
      readers.agent,
      `/help/similar?title=${encodeURIComponent('Printer does not print, paper jam')}&service=${service}`,
    )
    expect(articles[0]).toMatchObject({ title: 'Clear a paper jam', why: 'same service, words printer, paper, jam' })
    expect(tickets[0]).toMatchObject({ title: 'The printer is broken', why: 'words printer'.replace('words', 'word') })
  })
  test('is of what the reader may read, and nothing where nothing is alike', async () => {
    const { tickets } = await ask<{ tickets: unknown[] }>(readers.salesperson, '/help/similar?title=printer%20broken')
    expect(tickets).toEqual([])
    expect(await ask(readers.agent, '/help/similar?title=the')).toEqual({ articles: [], tickets: [] })
    expect(await ask(readers.agent, '/help/similar?title=')).toEqual({ articles: [], tickets: [] })
  })
})

test('each request asks the database as often as it must, whatever there is', async () => {
  const counts: Record<string, number> = {}
  for (const at of [
    '/help/search?q=printer%20paper%20label',
    '/help/similar?title=printer%20paper%20jam',
    '/help/articles',
    `/help/articles/${idOf('Add a printer')}`,
    '/knowledge',
  ]) {
    await ask(readers.agent, at)
    counts[at.split(/[?]/)[0]?.replace(idOf('Add a printer'), 'one') ?? ''] = (
      await statementsOf(() => ask(readers.agent, at))
    ).length
  }
  expect(counts).toMatchObject({ '/help/articles': 1, '/help/articles/one': 6, '/knowledge': 8 })
  // A search that takes too long on a busy server is asked once more, with less.
  expect(counts['/help/search']).toBeLessThanOrEqual(10)
  // Two kinds, each with a guess after a slip where little is like it.
  expect(counts['/help/similar']).toBeLessThanOrEqual(20)
})
