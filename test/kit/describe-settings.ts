import { describe, expect, it } from 'vitest'
import { secretMask } from '../../src/kernel/record/field.ts'
import type { Row } from '../../src/kernel/record/store.server.ts'
import { settingsOf } from '../../src/kernel/settings/settings.server.ts'
import { expectOk, expectProblem, type Sent, setStage } from './record/stage.ts'

/** A group of settings' tests: a change that it allows, and values, one field each, that it refuses. */
interface Recipe {
  readonly change: Readonly<Record<string, unknown>>
  readonly refuses?: Readonly<Record<string, unknown>>
}
interface Group {
  readonly type: string
  readonly id: string
}

/** Tests a group of settings by its declaration: there is one, whoever asks first; access, values, history, secrets. Await it at the top level. */
export async function describeSettings(
  type: Parameters<typeof settingsOf>[1],
  { change, refuses = {} }: Recipe,
): Promise<void> {
  const stage = await setStage(type, { change })
  const { kernel, boss, send, record } = stage
  const caller = (permissions: readonly string[]) => stage.caller({ permissions: [...permissions] as never })
  const groupOf = async (who: Parameters<typeof send>[0]): Promise<Group | undefined> =>
    expectOk<{ groups: Group[] }>(await send(who, { at: '/api/v1/settings' })).groups.find(
      (group) => group.type === type.name,
    )
  const patch = (row: Row, body: unknown): Sent => ({
    method: 'PATCH',
    at: row.id,
    body,
    headers: { 'if-match': `"${row.version}"` },
  })
  const read = async (): Promise<Row> => expectOk(await send(boss, { at: (await groupOf(boss))?.id ?? '' }))

  describe(type.name, () => {
    it('is there once, however many ask first', async () => {
      const asked = await Promise.all([settingsOf(kernel, type), settingsOf(kernel, type), groupOf(boss)])
      expect(new Set(asked.map((one) => one?.id)).size).toBe(1)
      expectProblem(await send(boss, { method: 'POST', body: {} }), [409, 422])
      expect((await kernel.store.asSystem('test').count(record)).count).toBe(1)
    })

    it('is shown to those who may read it, and changed by those who may write it', async () => {
      const row = await read()
      const [nobody, reader] = [await caller([]), await caller([`${type.name}.read`])]
      expect(await groupOf(nobody)).toBeUndefined()
      expectProblem(await send(nobody, { at: row.id }), 404)
      expect((await groupOf(reader))?.id).toBe(row.id)
      expectProblem(await send(reader, patch(row, change)), 403)
      expectProblem(await send(null, { at: '/api/v1/settings' }), 401)
    })

    it('takes a change, keeps its secrets to itself, and remembers who made it', async () => {
      const changed = expectOk(await send(boss, patch(await read(), change)))
      const secrets = Object.keys(change).filter((name) => record.fields[name]?.kind === 'secret')
      for (const name of secrets) expect(changed[name]).toBe(secretMask)
      expect(await settingsOf(kernel, type)).toMatchObject(change)
      const { entries } = expectOk<{ entries: { who: { name: string }; sentence: string }[] }>(
        await send(boss, { at: `${changed.id}/history` }),
      )
      expect(entries[0]?.who.name).toBe(boss.name)
      for (const name of secrets) expect(JSON.stringify(entries)).not.toContain(String(change[name]))
    })

    it('keeps its name, and can’t be put away', async () => {
      const row = await read()
      expectProblem(await send(boss, patch(row, { name: 'Another' })), 422, 'name')
      expect(row.can).not.toContain('archive')
    })

    it.each(Object.entries(refuses))('refuses %s that is wrong', async (field, value) => {
      expectProblem(await send(boss, patch(await read(), { [field]: value })), 422, field)
    })
  })
}
