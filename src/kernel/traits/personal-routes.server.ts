import { z } from 'zod'
import { describe } from '../http/describe.server.ts'
import { parseBody, parseQuery, plainText } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import { listFavourites, listRecents, recordOpened, setFavourite } from './at-hand.server.ts'
import { readMyWork } from './my-work.server.ts'
import { idIn } from './trait.server.ts'
import { changeView, listViews, removeView, saveView } from './views.server.ts'
import { myWork, recordLink, savedView } from './wire-schema.server.ts'

const permission = 'signed-in' as const
const settings = z
  .record(z.string(), z.unknown())
  .refine((value) => JSON.stringify(value).length <= 20_000, 'is too long.')
  .refine((value) => !JSON.stringify(value).includes('\\u0000'), 'contains a character that can’t be kept.')
const view = { name: plainText(80).trim().min(1), isShared: z.boolean().optional(), settings }
const viewBody = z.strictObject({ type: z.string().max(80), ...view })
const viewChange = z.strictObject({
  name: view.name.optional(),
  isShared: view.isShared,
  settings: settings.optional(),
})
const viewsQuery = z.object({ type: z.string().max(80) })

/** What is the caller's own: views, recents, favourites and what waits for them. */
export const personalRoutes: Routes = (app, kernel) => {
  const on = (summary: string, more: Partial<Parameters<typeof describe>[0]> = {}) => ({
    config: { permission, ...describe({ tag: 'Personal', summary, ...more }) },
  })

  app.get(
    '/api/v1/views',
    on('Saved views of a record type: mine, and those shared', {
      query: viewsQuery,
      response: z.object({ views: z.array(savedView) }),
    }),
    async (request) => ({
      views: await listViews(kernel, request.who, parseQuery(viewsQuery, request.query).type),
    }),
  )
  app.post(
    '/api/v1/views',
    on('Save a view', { body: viewBody, response: savedView, status: 201 }),
    async (request, reply) => {
      const saved = await saveView(kernel, request.who, parseBody(viewBody, request.body))
      return reply.code(201).send(saved)
    },
  )
  app.patch('/api/v1/views/:id', on('Change one’s own view', { body: viewChange, response: savedView }), (request) =>
    changeView(kernel, request.who, { id: idIn(request.params), change: parseBody(viewChange, request.body) }),
  )
  app.delete('/api/v1/views/:id', on('Remove one’s own view', { status: 204 }), async (request, reply) => {
    await removeView(kernel, request.who, idIn(request.params))
    return reply.code(204).send()
  })

  app.get(
    '/api/v1/recents',
    on('Records I opened lately', { response: z.object({ recents: z.array(recordLink) }) }),
    async (request) => ({
      recents: await listRecents(kernel, request.who),
    }),
  )
  app.put(
    '/api/v1/records/:id/opened',
    on('Remember that I opened a record', { status: 204 }),
    async (request, reply) => {
      const { id } = await kernel.store.as(request.who).reach(idIn(request.params))
      await recordOpened(kernel, request.who, id)
      return reply.code(204).send()
    },
  )

  app.get(
    '/api/v1/favourites',
    on('Records I marked', { response: z.object({ favourites: z.array(recordLink) }) }),
    async (request) => ({
      favourites: await listFavourites(kernel, request.who),
    }),
  )
  for (const [method, isFavourite] of [
    ['put', true],
    ['delete', false],
  ] as const) {
    app[method](
      '/api/v1/records/:id/favourite',
      on(isFavourite ? 'Mark a record' : 'Take the mark off a record', { status: 204 }),
      async (request, reply) => {
        await setFavourite(kernel, request.who, { id: idIn(request.params), isFavourite })
        return reply.code(204).send()
      },
    )
  }

  app.get('/api/v1/my-work', on('What waits for me', { response: myWork }), (request) =>
    readMyWork(kernel, request.who),
  )
}
