import { describe, expect, it } from 'vitest'
import type { ImportView } from '../../../src/kernel/importing/import.ts'
import { permissionsIn } from './verbs.ts'
import { expectOk, expectProblem, type Stage } from './stage.ts'

/** Takes a list out as a file and back in: nothing may differ. */
export function checkFiles(stage: Stage): void {
  const { record, path } = stage
  const read = permissionsIn(record.access.read)

  describe('files', () => {
    it.each(['csv', 'xlsx'])('goes out as %s and comes back without a change', async (format) => {
      const rows = [await stage.make({}, { isFull: true }), await stage.make({}, { isFull: true })]
      const filter = JSON.stringify({ id: rows.map(({ id }) => id) })
      const sent = await stage.send(stage.boss, { at: `${path}/export`, query: { format, filter } })
      expect(sent.statusCode, sent.body).toBe(200)
      const imported = await upload(stage, { name: `list.${format}`, bytes: sent.rawPayload })
      expect(imported.counts, imported.problem ?? '').toEqual({ skip: rows.length })
    })

    it('goes out only to one who may export, and shows only what they may read', async () => {
      const row = await stage.make()
      const query = { filter: JSON.stringify({ id: row.id }) }
      const ask = (who: Parameters<Stage['send']>[0]) => stage.send(who, { at: `${path}/export`, query })
      expectProblem(await ask(null), 401)
      expectProblem(await ask(await stage.caller({ permissions: read })), 403)
      const lines = async (permissions: readonly string[]): Promise<number> => {
        const answer = await ask(await stage.caller({ permissions }))
        expect(answer.statusCode).toBe(200)
        return answer.body.trimEnd().split(/\r\n(?=[^"]*(?:"[^"]*"[^"]*)*$)/).length
      }
      expect(await lines(['export.run', ...read])).toBe(2)
      if (read.length > 0) expect(await lines(['export.run'])).toBe(1)
    })
  })
}

async function upload({ app, boss, record, send }: Stage, file: { name: string; bytes: Buffer }): Promise<ImportView> {
  const form = new FormData()
  form.set('type', record.name)
  form.set('file', new Blob([new Uint8Array(file.bytes)]), file.name)
  const request = new Response(form)
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/imports',
    headers: { authorization: `Bearer ${boss.token}`, 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  const { id, mapping } = expectOk<ImportView>(answer, 201)
  const at = `/api/v1/imports/${id}`
  expectOk(await send(boss, { method: 'PUT', at: `${at}/mapping`, body: mapping }), 202)
  const status = async (): Promise<string> => expectOk<ImportView>(await send(boss, { at })).status
  await expect.poll(status, { timeout: 10_000 }).toMatch(/^(ready|failed)$/)
  return expectOk<ImportView>(await send(boss, { at }))
}
