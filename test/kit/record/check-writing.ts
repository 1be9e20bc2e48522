import { describe, expect, it } from 'vitest'
import { startProcessors } from '../../../src/kernel/events/processing.server.ts'
import type { Row } from '../../../src/kernel/record/store.server.ts'
import { plain } from './check-values.ts'
import { expectOk, expectProblem, type Sent, type Stage, neededFor } from './stage.ts'

interface Told {
  readonly verb: string
  readonly who: { readonly name: string }
  readonly reason: string | null
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[]
}

/** Changes records and looks at what is kept of it: versions, differences, history, events. */
export function checkWriting(stage: Stage): void {
  const patch = (row: Row, more: Partial<Sent> = {}): Sent => ({
    method: 'PATCH',
    at: row.id,
    body: stage.recipe.change,
    headers: { 'if-match': `"${row.version}"` },
    ...more,
  })
  const historyOf = async (id: string): Promise<readonly Told[]> =>
    expectOk<{ entries: Told[] }>(await stage.send(stage.boss, { at: `${id}/history` })).entries
  const [field = '', value] = Object.entries(stage.recipe.change)[0] ?? []

  describe('writing', () => {
    it('counts versions, and says which one it sends', async () => {
      const row = await stage.make()
      const answer = await stage.send(stage.boss, patch(row))
      const changed = expectOk(answer)
      expect(changed.version).toBe(row.version + 1)
      expect(answer.headers.etag).toBe(`"${changed.version}"`)
      expect(plain(changed[field])).toEqual(value)
    })

    it('asks which version a change is meant for', async () => {
      const row = await stage.make()
      expectProblem(await stage.send(stage.boss, patch(row, { headers: {} })), 428, 'If-Match')
    })

    it('refuses a change to a version that is no more, with what differs', async () => {
      const row = await stage.make()
      expectOk(await stage.send(stage.boss, patch(row)))
      const late = await stage.send(stage.boss, patch(row, { body: { [field]: plain(row[field]) ?? null } }))
      expectProblem(late, 409)
      const { differences } = late.json<{ differences: { field: string; theirs: unknown }[] }>()
      const different = differences.find((each) => each.field === field)
      expect(plain(different?.theirs)).toEqual(value)
    })

    it('remembers who changed what, from what, and why', async () => {
      const row = await stage.make()
      const reason = 'Because it was wrong – “really”.'
      const headers = { 'if-match': `"${row.version}"`, 'change-reason': encodeURIComponent(reason) }
      expectOk(await stage.send(stage.boss, patch(row, { headers })))
      const told = (await historyOf(row.id)).find(({ verb }) => verb === 'updated')
      expect(told).toMatchObject({ who: { name: stage.boss.name }, reason })
      const change = told?.changes.find((each) => each.field === field)
      expect([plain(change?.before), plain(change?.after)]).toEqual([plain(row[field]) ?? null, value])
    })

    it('hides what is archived until it is restored', async () => {
      const row = await stage.make()
      expectOk(await stage.send(stage.boss, { method: 'POST', at: `${row.id}/archive` }))
      const query = { filter: JSON.stringify({ id: row.id }) }
      const rows = async (): Promise<Row[]> => expectOk<{ rows: Row[] }>(await stage.send(stage.boss, { query })).rows
      expect(await rows()).toEqual([])
      expectProblem(await stage.send(stage.boss, patch({ ...row, version: row.version + 1 })), [403, 409, 422, 423])
      expectOk(await stage.send(stage.boss, { method: 'POST', at: `${row.id}/restore` }))
      expect(await rows()).toHaveLength(1)
      expect((await historyOf(row.id)).map(({ verb }) => verb).toSorted()).toEqual(['archived', 'created', 'restored'])
    })

    const moves = Object.entries(stage.record.states?.moves ?? {})
    it.each(moves)('makes the move %s only from its own states', async (name, move) => {
      for (const state of stage.record.states?.all ?? []) {
        const row = await stage.make({}, { state })
        const body = await neededFor(stage, name)
        const answer = await stage.send(stage.boss, { method: 'POST', at: `${row.id}/moves/${name}`, body })
        if (move.from.includes(state) && move.can !== 'nobody') expect(expectOk(answer).state).toBe(move.to)
        else expectProblem(answer, [403, 409, 422])
      }
    })

    it('hands each change to whoever follows the events, once', async () => {
      const heard: string[] = []
      const { db, clock, log, learnZone } = stage.kernel
      const row = await stage.make()
      const follower = {
        name: `test ${row.id}`,
        startsAt: 'beginning',
        on: (entry: { recordId: string }) => entry.recordId === row.id,
      } as const
      const handle = async ({ verb }: { verb: string }): Promise<void> => void heard.push(verb)
      const processing = startProcessors({ db, clock, log, learnZone }, [{ ...follower, handle }])
      try {
        expectOk(await stage.send(stage.boss, patch(row)))
        await expect.poll(() => heard, { timeout: 8000 }).toEqual(['created', 'updated'])
      } finally {
        await processing.stop()
      }
    })
  })
}
