import { z } from 'zod'
import { describe } from '../http/describe.server.ts'
import { parseBody, parseQuery, plainText } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import { editComment, listComments, listEdits, removeComment, writeComment } from './comments.server.ts'
import { readGraph } from './graph.server.ts'
import { personalRoutes } from './personal-routes.server.ts'
import { listRelations, relate, unrelate } from './relations.server.ts'
import { readTags, setTags, suggestTags } from './tags.server.ts'
import { addTask, changeTask, listTasks, removeTask } from './tasks.server.ts'
import { idIn } from './trait.server.ts'
import { readWatching, setWatching } from './watching.server.ts'
import * as wire from './wire-schema.server.ts'

const permission = 'signed-in' as const
const words = plainText(20_000).trim().min(1)
const commentBody = z.strictObject({
  text: words,
  isInternal: z.boolean().default(false),
  /** The latest comment that the writer saw, null for none: where somebody else wrote since, it is refused (409). */
  seen: z.uuid().nullable().optional(),
})
const commentChange = z.strictObject({ text: words })
const commentsQuery = z.object({
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
const tagsBody = z.strictObject({ tags: z.array(plainText(200)).max(100) })
const tagsQuery = z.object({ type: z.string().max(80).optional(), q: plainText(100).default('') })
const relationBody = z.strictObject({
  link: z.string().max(80),
  direction: z.enum(['forward', 'backward']).default('forward'),
  other: z.uuid(),
  values: z.record(z.string(), z.unknown()).optional(),
})
const graphQuery = z.object({ depth: z.coerce.number().int().min(1).max(3).default(1) })
const task = {
  title: plainText(500).trim().min(1),
  isDone: z.boolean().optional(),
  assignee: z.uuid().nullish(),
  dueOn: z.iso.date().nullish(),
  order: z.number().min(-1e9).max(1e9).optional(),
}
const taskBody = z.strictObject(task)
const taskChange = z.strictObject({ ...task, title: task.title.optional() })

/** What hangs on any record: comments, tags, watchers, relations and tasks; and what is the caller's own. */
export const traitRoutes: Routes = async (app, kernel) => {
  const on = (tag: string, summary: string, more: Partial<Parameters<typeof describe>[0]> = {}) => ({
    config: { permission, ...describe({ tag, summary, ...more }) },
  })

  app.get(
    '/api/v1/records/:id/comments',
    on('Comments', 'Read the comments of a record, the latest first to come', {
      query: commentsQuery,
      response: wire.comments,
    }),
    (request) =>
      listComments(kernel, request.who, { id: idIn(request.params), ...parseQuery(commentsQuery, request.query) }),
  )
  app.post(
    '/api/v1/records/:id/comments',
    on('Comments', 'Comment on a record', { body: commentBody, response: wire.comment, status: 201 }),
    async (request, reply) => {
      const comment = await writeComment(kernel, request.who, {
        id: idIn(request.params),
        ...parseBody(commentBody, request.body),
      })
      return reply.code(201).send(comment)
    },
  )
  app.patch(
    '/api/v1/comments/:id',
    on('Comments', 'Change one’s own comment', { body: commentChange, response: wire.comment }),
    (request) =>
      editComment(kernel, request.who, { id: idIn(request.params), ...parseBody(commentChange, request.body) }),
  )
  app.delete('/api/v1/comments/:id', on('Comments', 'Remove a comment', { status: 204 }), async (request, reply) => {
    await removeComment(kernel, request.who, idIn(request.params))
    return reply.code(204).send()
  })
  app.get(
    '/api/v1/comments/:id/edits',
    on('Comments', 'What a comment said before', { response: wire.commentEdits }),
    async (request) => ({
      edits: await listEdits(kernel, request.who, idIn(request.params)),
    }),
  )

  app.get(
    '/api/v1/records/:id/tags',
    on('Tags', 'Read the tags of a record', { response: wire.tags }),
    async (request) => ({
      tags: await readTags(kernel, request.who, idIn(request.params)),
    }),
  )
  app.put(
    '/api/v1/records/:id/tags',
    on('Tags', 'Set the tags of a record', { body: tagsBody, response: wire.tags }),
    async (request) => ({
      tags: await setTags(kernel, request.who, { id: idIn(request.params), ...parseBody(tagsBody, request.body) }),
    }),
  )
  app.get(
    '/api/v1/tags',
    on('Tags', 'Tags in use, most used first', { query: tagsQuery, response: wire.tagUses }),
    async (request) => ({
      tags: await suggestTags(kernel, request.who, parseQuery(tagsQuery, request.query)),
    }),
  )

  app.get('/api/v1/records/:id/watch', on('Watching', 'Who watches a record', { response: wire.watching }), (request) =>
    readWatching(kernel, request.who, idIn(request.params)),
  )
  app.put('/api/v1/records/:id/watch', on('Watching', 'Watch a record', { response: wire.watching }), (request) =>
    setWatching(kernel, request.who, { id: idIn(request.params), isWatching: true }),
  )
  app.delete(
    '/api/v1/records/:id/watch',
    on('Watching', 'Stop watching a record', { response: wire.watching }),
    (request) => setWatching(kernel, request.who, { id: idIn(request.params), isWatching: false }),
  )

  app.get(
    '/api/v1/records/:id/relations',
    on('Relations', 'What a record is related to', {
      response: z.object({ relations: z.array(wire.relation) }),
    }),
    async (request) => ({
      relations: await listRelations(kernel, request.who, idIn(request.params)),
    }),
  )
  app.post(
    '/api/v1/records/:id/relations',
    on('Relations', 'Relate two records', { body: relationBody, response: wire.relation, status: 201 }),
    async (request, reply) => {
      const relation = await relate(kernel, request.who, {
        id: idIn(request.params),
        relation: parseBody(relationBody, request.body),
      })
      return reply.code(201).send(relation)
    },
  )
  app.delete('/api/v1/relations/:id', on('Relations', 'End a relation', { status: 204 }), async (request, reply) => {
    await unrelate(kernel, request.who, idIn(request.params))
    return reply.code(204).send()
  })
  app.get(
    '/api/v1/records/:id/graph',
    on('Relations', 'What is around a record, up to three steps away', { query: graphQuery, response: wire.graph }),
    (request) => readGraph(kernel, request.who, { id: idIn(request.params), ...parseQuery(graphQuery, request.query) }),
  )

  app.get(
    '/api/v1/records/:id/tasks',
    on('Tasks', 'Read the tasks of a record', { response: z.object({ tasks: z.array(wire.task) }) }),
    async (request) => ({
      tasks: await listTasks(kernel, request.who, idIn(request.params)),
    }),
  )
  app.post(
    '/api/v1/records/:id/tasks',
    on('Tasks', 'Add a task', { body: taskBody, response: wire.task, status: 201 }),
    async (request, reply) => {
      const added = await addTask(kernel, request.who, {
        id: idIn(request.params),
        task: parseBody(taskBody, request.body),
      })
      return reply.code(201).send(added)
    },
  )
  app.patch(
    '/api/v1/tasks/:id',
    on('Tasks', 'Change or tick a task', { body: taskChange, response: wire.task }),
    (request) =>
      changeTask(kernel, request.who, { id: idIn(request.params), change: parseBody(taskChange, request.body) }),
  )
  app.delete('/api/v1/tasks/:id', on('Tasks', 'Remove a task', { status: 204 }), async (request, reply) => {
    await removeTask(kernel, request.who, idIn(request.params))
    return reply.code(204).send()
  })

  await personalRoutes(app, kernel)
}
