import { describe, expect, test } from 'vitest'
import { openLive } from '../../src/kernel/events/live.server.ts'
import { openWorld } from './look.ts'
import { paths, type Type, types, visibleTo } from './world.ts'

const { app, kernel, db, callers, known, hidden, get, json, sees, leaks, titlesIn, everyPage } = await openWorld()
/** A field that may say anything. */
const textOf: Readonly<Record<Type, string>> = {
  person: 'about',
  team: 'purpose',
  service: 'purpose',
  business_unit: 'purpose',
  location: 'address',
  knowledge_article: 'summary',
}
const say = (filter: object) => encodeURIComponent(JSON.stringify(filter))

describe('as each ready-made role and some others, compared with a plain SQL oracle', () => {
  test('lists, counts, groups and sorted and filtered lists hold exactly what the oracle says', async () => {
    for (const who of callers) {
      const visible = await visibleTo(db, who.account)
      for (const type of types) {
        const ids = [...(visible.get(type) ?? [])].sort()
        const rows = await everyPage(who, type, 'sort=-createdAt')
        expect([who.name, type, rows.map(({ id }) => id).sort()]).toEqual([who.name, type, ids])
        expect([who.name, leaks(rows, visible)]).toEqual([who.name, []])
        const counted = await json<{ count?: number }>(who, `/${paths[type]}/count?archived=with`)
        expect([who.name, type, counted.count ?? 0]).toEqual([who.name, type, ids.length])
        const grouped = await json<{ groups?: { count: number }[] }>(
          who,
          `/${paths[type]}/groups?by=createdBy&archived=with`,
        )
        const sum = (grouped.groups ?? []).reduce((total, { count }) => total + count, 0)
        expect([who.name, type, sum]).toEqual([who.name, type, ids.length])
      }
    }
  }, 120_000)

  test('filters that ask about other records answer nothing about those that are hidden', async () => {
    const places = hidden.filter(({ type }) => type === 'location' || type === 'business_unit')
    const asked: readonly (readonly [Type, object])[] = [
      ['person', { name: { startsWith: 'Hidden' } }],
      ['person', { manager: { where: { name: { contains: 'Hidden' } } } }],
      ['person', { location: places.map(({ id }) => id) }],
      ['service', { owner: { where: { name: { contains: 'Hidden' } } } }],
      ['service', { dependsOn: hidden.map(({ id }) => id) }],
      ['service', { team: 'myGroups' }],
      ['service', { owner: 'me' }],
      ['service', { watched: true }],
      ['service', { favourite: true }],
      ['team', { members: hidden.map(({ id }) => id) }],
      ['business_unit', { head: { where: { name: 'Hidden Lead %_\\ "1"' } } }],
    ]
    for (const who of callers) {
      const visible = await visibleTo(db, who.account)
      for (const [type, filter] of asked) {
        const answer = await get(who, `/${paths[type]}?archived=with&limit=200&filter=${say(filter)}`)
        expect([who.name, filter, leaks(answer.json(), visible)]).toEqual([who.name, filter, []])
        expect([who.name, filter, titlesIn(answer.body, visible)]).toEqual([who.name, filter, []])
        const [name, condition] = Object.entries(filter)[0] ?? ['', null]
        // A condition on a record that is hidden from the caller must not choose among those they see.
        const where = typeof condition === 'object' && condition !== null && 'where' in condition
        if (where && [...hidden].every(({ id, type: of }) => of !== 'person' || !sees(visible, id)))
          expect([who.name, name, answer.json<{ rows?: unknown[] }>().rows ?? []]).toEqual([who.name, name, []])
      }
    }
  }, 120_000)

  test('search, recents, favourites, my work and the pictures name nothing hidden', async () => {
    const words = ['Hidden', 'hidden lead', 'hiddn', 'Zwergpinscher', '7777701', 'SVC-', 'Hidden Owned']
    const reads = [
      ...words.map((q) => `/search?q=${encodeURIComponent(q)}&limit=50`),
      ...['hidden door code', 'Zwergpinscher'].flatMap((q) => [
        `/help/search?q=${encodeURIComponent(q)}`,
        `/help/similar?title=${encodeURIComponent(q)}`,
      ]),
      '/help/articles',
      ...[
        '/recents',
        '/favourites',
        '/my-work',
        '/me',
        '/org-chart',
        '/service-map',
        '/trees/teams',
        '/trees/business-units',
      ],
      ...[
        '/trees/locations',
        '/audit?limit=200',
        '/audit?text=Hidden&limit=200',
        '/audit?type=service&limit=200',
        '/audit/reads?limit=200',
        '/views?type=service',
      ],
      ...types.map((type) => `/tags?type=${type}`),
    ]
    for (const who of callers) {
      const visible = await visibleTo(db, who.account)
      for (const at of reads) {
        const answer = await get(who, at)
        expect([who.name, at, answer.statusCode < 500]).toEqual([who.name, at, true])
        // Who one is, is told even to those who may not see that record.
        const own = at === '/me' ? new Map([...visible, ['person', new Set(known.keys())] as const]) : visible
        expect([who.name, at, leaks(answer.json(), own)]).toEqual([who.name, at, []])
        if (at !== '/me') expect([who.name, at, titlesIn(answer.body, visible)]).toEqual([who.name, at, []])
      }
    }
  }, 120_000)

  test('a record, its history, comments, files, tags, tasks, relations and graph are there for whoever sees it, and nobody else', async () => {
    const parts = ['', '/history', '/page']
    const traits = ['comments', 'files', 'tags', 'watch', 'relations', 'graph', 'graph?depth=3', 'tasks']
    for (const who of callers) {
      const visible = await visibleTo(db, who.account)
      for (const { id, type } of hidden) {
        const own = parts.map((part) => `/${paths[type]}/${id}${part}`)
        for (const at of [
          ...own,
          `/${paths[type]}/${id}?asOf=2026-11-23`,
          ...traits.map((trait) => `/records/${id}/${trait}`),
        ]) {
          const answer = await get(who, at)
          if (!sees(visible, id))
            expect([who.name, at, answer.statusCode]).toEqual([who.name, at, expect.toBeOneOf([403, 404])])
          else if (at === own[0]) expect([who.name, at, answer.statusCode]).toEqual([who.name, at, 200])
          expect([who.name, at, leaks(answer.statusCode === 200 ? answer.json() : null, visible)]).toEqual([
            who.name,
            at,
            [],
          ])
          expect([who.name, at, titlesIn(answer.body, visible)]).toEqual([who.name, at, []])
        }
      }
    }
  }, 120_000)

  test('comments and files open by their own address for whoever sees the record, internal ones for those who may', async () => {
    const boss = callers.find(({ name }) => name === 'demo administrator')
    if (!boss) throw new Error('Nobody administers this.')
    const post = (at: string, payload: object | string, headers: object = {}) =>
      app.inject({
        method: 'POST',
        url: `/api/v1${at}`,
        payload,
        headers: { authorization: `Bearer ${boss.token}`, ...headers },
      })
    const [run] = hidden.filter(({ title }) => title === 'Hidden Run')
    const said = await post(`/records/${run?.id}/comments`, { text: 'Geheimwort', isInternal: true })
    expect(said.statusCode, said.body).toBe(201)
    const form = [
      '--b',
      'content-disposition: form-data; name="file"; filename="Geheimwort.txt"',
      'content-type: text/plain',
      '',
      'Geheimwort',
      '--b--',
      '',
    ]
    const sent = await post(`/records/${run?.id}/files`, form.join('\r\n'), {
      'content-type': 'multipart/form-data; boundary=b',
    })
    expect(sent.statusCode, sent.body).toBe(201)
    const [file] = [sent.json<{ id: string } | { id: string }[] | { files: { id: string }[] }>()].flatMap((one) =>
      'files' in one ? one.files : one,
    )
    const comment = said.json<{ id: string }>().id
    for (const who of callers) {
      const [right] = await db.query<{ sees: boolean }>({
        text: `select exists (select from account a join role r on r.name = any(a.roles) where a.id = $1
          and r.permissions && array['*', '*.see_internal', 'comment.*', 'comment.see_internal']) as sees`,
        values: [who.account],
      })
      const isSeen = sees(await visibleTo(db, who.account), run?.id ?? '')
      expect([who.name, (await get(who, `/files/${file?.id}`)).statusCode]).toEqual([who.name, isSeen ? 200 : 404])
      const edits = await get(who, `/comments/${comment}/edits`)
      expect([who.name, edits.statusCode === 200]).toEqual([who.name, isSeen && right?.sees === true])
      for (const at of [
        `/records/${run?.id}/comments`,
        `/services/${run?.id}/page`,
        `/services/${run?.id}/history`,
        '/audit?text=Geheimwort',
      ]) {
        const { body, statusCode } = await get(who, at)
        const tells = statusCode === 200 && /"Geheimwort"|“Geheimwort”/.test(body)
        if (!isSeen || right?.sees !== true) expect([who.name, at, tells]).toEqual([who.name, at, false])
        else if (at.endsWith('/comments')) expect([who.name, at, tells]).toEqual([who.name, at, true])
      }
    }
  }, 120_000)

  test('an exported file has a line for each row the oracle names, and no title beyond', async () => {
    for (const who of callers) {
      const visible = await visibleTo(db, who.account)
      for (const type of types) {
        const answer = await get(who, `/${paths[type]}/export?archived=with`)
        if (answer.statusCode === 403) continue
        expect([who.name, type, linesOf(answer.body) - 1]).toEqual([who.name, type, visible.get(type)?.size ?? 0])
        expect([who.name, type, titlesIn(answer.body.replaceAll('""', '\\"'), visible)]).toEqual([who.name, type, []])
      }
    }
  }, 120_000)

  test('guarded fields are nowhere for those without the right: not in rows, filters, sorts, history, search or files', async () => {
    const [loner] = hidden.filter(({ title }) => title === 'Hidden Member')
    for (const who of callers) {
      const [row] = await db.query<{ sees: boolean }>({
        text: `select exists (select from account a join role r on r.name = any(a.roles) where a.id = $1
          and r.permissions && array['*', '*.see_private', 'person.*', 'person.see_private']) as sees`,
        values: [who.account],
      })
      const one = await get(who, `/people/${loner?.id}`)
      if (one.statusCode === 200) expect([who.name, one.body.includes('7777702')]).toEqual([who.name, row?.sees])
      if (row?.sees) continue
      const asked = [
        `/people?limit=200&columns=name,mobile,leavesOn`,
        `/people?filter=${say({ mobile: { contains: '7777702' } })}`,
        `/people?filter=${say({ leavesOn: '2031-07-07' })}`,
        '/people?sort=mobile',
        '/people/groups?by=leavesOn',
        `/teams?filter=${say({ lead: { where: { mobile: { contains: '777' } } } })}`,
        `/people/${loner?.id}/history`,
        '/people/export?columns=name,mobile',
        '/people/export',
        '/search?q=7777702',
        '/audit?text=7777702',
      ]
      for (const at of asked) {
        const { body, statusCode } = await get(who, at)
        expect([who.name, at, /77777|2031-07-07/.test(statusCode < 400 ? body : '')]).toEqual([who.name, at, false])
        const narrows = at.includes('filter=') && statusCode === 200
        if (narrows) expect([who.name, at, JSON.parse(body).rows]).toEqual([who.name, at, []])
      }
    }
  }, 120_000)

  test('open pages are told of exactly the changes to what they see', async () => {
    const live = await openLive(kernel)
    const told = new Map<string, Set<string>>()
    const ends: (() => void)[] = []
    for (const who of callers) {
      const found = await app.sessions.find(who.token)
      if (!found) throw new Error(`${who.name} is not signed in.`)
      const ids = new Set<string>()
      told.set(who.name, ids)
      ends.push(
        await live.join({ who: () => found.who, tell: ({ changes }) => changes.forEach(({ id }) => ids.add(id)) }),
      )
    }
    const records = kernel.store.asSystem('changes to tell of')
    for (const { id, type } of hidden.filter(({ title }) => !title.includes('rchived')))
      await records.update(type, id, {
        [textOf[type]]: 'Changed.',
      })
    const boss = callers.find(({ name }) => name === 'demo administrator')
    const changed = hidden.filter(({ title }) => !title.includes('rchived')).map(({ id }) => id)
    await expect
      .poll(() => changed.filter((id) => !told.get(boss?.name ?? '')?.has(id)), { timeout: 10_000 })
      .toEqual([])
    for (const who of callers) {
      const visible = await visibleTo(db, who.account)
      const expected = changed.filter((id) => sees(visible, id)).sort()
      const heard = changed.filter((id) => told.get(who.name)?.has(id)).sort()
      expect([who.name, heard]).toEqual([who.name, expected])
    }
    for (const end of ends) end()
    await live.close()
  }, 120_000)

  test('whoever views as another sees what the other sees', async () => {
    const boss = callers.find(({ name }) => name === 'demo administrator')
    const lead = callers.find(({ name }) => name === 'leads a team')
    if (!boss || !lead) throw new Error('They are missing.')
    const started = await app.inject({
      method: 'POST',
      url: `/api/v1/accounts/${lead.account}/viewing`,
      payload: { reason: 'A test' },
      headers: { authorization: `Bearer ${boss.token}` },
    })
    expect(started.statusCode, started.body).toBe(201)
    const visible = await visibleTo(db, lead.account)
    for (const type of types) {
      const rows = await everyPage(boss, type, 'sort=createdAt')
      expect([type, rows.map(({ id }) => id).sort()]).toEqual([type, [...(visible.get(type) ?? [])].sort()])
    }
  })
})

/** Lines of a CSV file, quoted line breaks not counted. */
function linesOf(text: string): number {
  const plain = text.replaceAll(/"(?:[^"]|"")*"/g, '')
  return plain.split('\r\n').filter((line) => line !== '').length
}
