import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { traitWorld } from '../../../test/kit/traits.ts'
import { nobody, type Via } from '../access/who.ts'
import { startProcessors } from '../events/processing.server.ts'
import { watchCreated } from './watch-created.server.ts'

const database = await testDatabase()
const { server, editor } = await traitWorld(database)
afterAll(() => server.app.close())

test('whoever creates a record by hand watches it, an import does not', async () => {
  const as = (via: Via) =>
    server.kernel.store.as({ ...nobody, account: editor.account, name: 'Edit', permissions: new Set(['*']), via })
  const processing = startProcessors(server.kernel, [watchCreated])
  try {
    await as('import').create('person', { name: 'By a file' })
    await expect
      .poll(
        async () => {
          const { id } = await as('web').create('person', { name: 'By hand' })
          await new Promise((resolve) => setTimeout(resolve, 200))
          return database.db.query({ text: 'select 1 as watched from watcher where record_id = $1', values: [id] })
        },
        { timeout: 10_000 },
      )
      .toEqual([{ watched: 1 }])
    const titles = await database.db.query<{ title: string }>(
      'select distinct r.title from watcher w join record r on r.id = w.record_id',
    )
    expect(titles).toEqual([{ title: 'By hand' }])
  } finally {
    await processing.stop()
  }
})
