import { z } from 'zod'

/** What the routes of the traits answer, for the description: the shapes of `wire.ts`. */
const moment = z.iso.datetime()
const actor = z.object({ account: z.uuid().nullable(), name: z.string(), self: z.uuid().nullable().optional() })
const link = {
  id: z.uuid(),
  type: z.string(),
  number: z.string().nullable(),
  title: z.string().nullable(),
  state: z.string().nullable(),
}
export const recordLink = z.object(link)
export const comment = z.object({
  id: z.uuid(),
  at: moment,
  by: actor,
  text: z.string().describe('Markdown as written; empty once removed.'),
  html: z.string().describe('The same as sanitised HTML.'),
  isInternal: z.boolean(),
  editedAt: moment.nullable(),
  removedAt: moment.nullable(),
  can: z.array(z.enum(['edit', 'remove'])),
})
export const comments = z.object({ comments: z.array(comment), next: z.string().nullable() })
export const commentEdits = z.object({ edits: z.array(z.object({ at: moment, by: actor, text: z.string() })) })
export const storedFile = z.object({
  id: z.uuid(),
  name: z.string(),
  size: z.int().describe('Bytes.'),
  type: z.string(),
  at: moment,
  by: actor,
  hasPreview: z.boolean(),
  can: z.array(z.literal('remove')),
})
export const tags = z.object({ tags: z.array(z.string()) })
export const tagUses = z.object({ tags: z.array(z.object({ name: z.string(), count: z.int() })) })
export const watching = z.object({ isWatching: z.boolean(), watchers: z.array(actor) })
export const relation = z.object({
  id: z.uuid(),
  link: z.string(),
  reads: z.string().describe('How it reads from this record: covers, or is covered by.'),
  other: recordLink,
  values: z.record(z.string(), z.unknown()),
  can: z.array(z.literal('remove')),
})
export const graph = z.object({
  nodes: z.array(z.object({ ...link, distance: z.int() })),
  edges: z.array(
    z.object({
      id: z.string(),
      from: z.uuid(),
      to: z.uuid(),
      reads: z.string(),
      kind: z.enum(['relation', 'reference']),
    }),
  ),
  isCut: z.boolean().describe('More was there than the graph may hold.'),
})
export const task = z.object({
  id: z.uuid(),
  title: z.string(),
  isDone: z.boolean(),
  doneAt: moment.nullable(),
  assignee: z.object({ id: z.uuid(), title: z.string().nullable() }).nullable(),
  dueOn: z.iso.date().nullable(),
  order: z.number(),
  can: z.array(z.enum(['update', 'remove'])),
})
export const savedView = z.object({
  id: z.uuid(),
  type: z.string(),
  name: z.string(),
  isShared: z.boolean(),
  isMine: z.boolean(),
  settings: z.record(z.string(), z.unknown()),
})
export const myWork = z.object({
  tasks: z.array(z.object({ id: z.uuid(), title: z.string(), dueOn: z.iso.date().nullable(), record: recordLink })),
  waits: z.array(
    z.object({
      type: z.string(),
      says: z.string(),
      count: z.int(),
      late: z.int(),
      filter: z.record(z.string(), z.unknown()),
      sort: z.string(),
      records: z.array(z.object({ ...link, by: z.union([z.iso.date(), moment]), of: z.string().nullable() })),
    }),
  ),
  records: z.array(z.object({ type: z.string(), field: z.string(), count: z.int() })),
  changed: z.array(z.object({ ...link, at: moment })),
})
/** What a record's page shows besides the record. */
export const pageParts = z.object({
  comments: comments.nullable(),
  files: z.array(storedFile).nullable(),
  tags: z.array(z.string()).nullable(),
  watch: watching.nullable(),
  relations: z.array(relation).nullable(),
  tasks: z.array(task).nullable(),
})
