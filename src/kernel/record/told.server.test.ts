import { describe, expect, it } from 'vitest'
import { someone, Specimen, specimenStore } from '../../../test/kit/specimen.ts'
import { systemClock } from '../clock.ts'
import { verifyHistory } from '../history/verify.server.ts'
import { system } from '../access/who.ts'
import { tellComments } from '../traits/told-comments.server.ts'
import type { Row } from './store.server.ts'

const { db, store, all } = await specimenStore()
const type = Specimen.name
const past = store.asSystem('an old log')
const at = (day: number): Date => new Date(Date.UTC(2016, 1, day))
const clerk = { ...system('an old log'), name: 'Clerk 21' }

async function historyOf(id: string): Promise<readonly unknown[]> {
  const rows = await db.query<{ at: Date; verb: string; who_name: string }>({
    text: 'select at, verb, who_name from history where record_id = $1 order by entry',
    values: [id],
  })
  return rows.map(({ at: when, verb, who_name: who }) => [when.toISOString().slice(0, 10), verb, who])
}
const made = async (titles: readonly string[]): Promise<readonly string[]> => {
  const told = titles.map((_, index) => ({ at: at(index + 1), who: clerk }))
  const outcomes = await past.createMany(
    type,
    titles.map((title) => ({ title })),
    { told },
  )
  return outcomes.flatMap((outcome) => (outcome.ok ? [outcome.id] : []))
}

describe('what is told of the past', () => {
  it('stands in the history when it happened, by whoever did it, and the chains hold', async () => {
    const [first = '', second = ''] = await made(['Told 1', 'Told 2'])
    await past.updateMany(
      type,
      [
        { id: first, set: { size: 1 } },
        { id: second, set: { size: 2 } },
        { id: first, set: { size: 3 } },
      ],
      { told: [{ at: at(3), who: clerk }, { at: at(4) }, { at: at(5), who: clerk }] },
    )
    await past.updateMany(type, [{ id: second, set: { size: 4 }, state: 'shown' }], {
      told: [{ at: at(6), who: clerk }],
    })
    expect(await historyOf(first)).toEqual([
      ['2016-02-01', 'created', 'Clerk 21'],
      ['2016-02-03', 'updated', 'Clerk 21'],
      ['2016-02-05', 'updated', 'Clerk 21'],
    ])
    expect(await historyOf(second)).toEqual([
      ['2016-02-02', 'created', 'Clerk 21'],
      ['2016-02-04', 'updated', 'Quarterdeck (an old log)'],
      ['2016-02-06', 'moved', 'Clerk 21'],
    ])
    const row: Row = await all.get(type, second)
    expect([row.createdAt, row.updatedAt]).toEqual([at(2).toISOString(), at(6).toISOString()])
    expect((await verifyHistory(db)).ok).toBe(true)
  })

  it('keeps each row its own moment where another row is refused', async () => {
    const told = [1, 2, 3].map((day) => ({ at: at(day) }))
    const outcomes = await past.createMany(type, [{ title: 'One' }, { title: '' }, { title: 'Three' }], { told })
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, true])
    expect((await all.get(type, outcomes[2]?.id ?? '')).createdAt).toBe(at(3).toISOString())
  })

  it('is the system’s to tell', async () => {
    const given = someone(['specimen.*'])
    expect(() => store.as(given).createMany(type, [{ title: 'Mine' }], { told: [{ at: at(1) }] })).toThrow('system')
  })

  it('is written as whole stories at once as it is one by one', async () => {
    const clerkDid = (day: number, set: Record<string, unknown>, state?: string) => ({
      ...{ at: at(day), by: 'Clerk 21', set },
      ...(state === undefined ? {} : { state }),
    })
    const stories = [
      [
        clerkDid(1, { title: 'A long story', size: 1, price: { amount: '2.50', currency: 'EUR' } }),
        clerkDid(2, { size: 2, price: null }),
        clerkDid(3, { size: 2 }),
        clerkDid(4, { kind: 'beast' }, 'shown'),
        { ...clerkDid(5, {}, 'lost'), reason: 'Stolen' },
      ],
      [clerkDid(6, { title: 'A short story' })],
    ]
    const together = await past.tellMany(type, stories)
    const apart: string[] = []
    for (const told of stories) apart.push(await past.tell(type, { id: null, told }))
    const remembered = async (id = ''): Promise<unknown> => {
      const own = { id: null, number: null, record_id: null, hash: null, position: null, chain: null, search: null }
      const [found] = await db.query<{ row: object; entries: object; registry: object }>({
        text: `select (select to_jsonb(t) from specimen t where id = $1) || $2 as row,
          (select jsonb_agg(to_jsonb(h) || $2 order by entry) from history h where record_id = $1) as entries,
          (select to_jsonb(r) || $2 || '{"folded": null}' from record r where id = $1) as registry`,
        values: [id, own],
      })
      return found
    }
    expect(together).toHaveLength(2)
    for (const [index, id] of together.entries()) expect(await remembered(id)).toEqual(await remembered(apart[index]))
    expect(await historyOf(together[0] ?? '')).toHaveLength(4)
    expect((await verifyHistory(db)).ok).toBe(true)
  })

  it('is told whole or not at all', async () => {
    const count = async (): Promise<unknown> => (await all.count(type)).count
    const before = await count()
    const broken = [{ at: at(1), by: 'Clerk 21', set: { title: '' } }]
    await expect(
      past.tellMany(type, [[{ at: at(1), by: 'Clerk 21', set: { title: 'Fine' } }], broken]),
    ).rejects.toThrow()
    expect(await count()).toBe(before)
  })

  it('has comments, too, several of one record in their order', async () => {
    const [id = ''] = await made(['Said'])
    const said = (day: number, text: string) => ({ record: id, type, text, isInternal: false, at: at(day), who: clerk })
    await db.transaction((tx) =>
      tellComments(tx, { who: clerk, clock: systemClock }, [said(2, 'First'), said(3, '**Second**')]),
    )
    const comments = await db.query<{ text: string; html: string }>({
      text: 'select text, html from comment where record_id = $1 order by at',
      values: [id],
    })
    expect(comments.map(({ text }) => text)).toEqual(['First', '**Second**'])
    expect(comments[1]?.html).toContain('<strong>')
    expect((await historyOf(id)).slice(1)).toEqual([
      ['2016-02-02', 'commented', 'Clerk 21'],
      ['2016-02-03', 'commented', 'Clerk 21'],
    ])
    expect((await verifyHistory(db)).ok).toBe(true)
  })
})
