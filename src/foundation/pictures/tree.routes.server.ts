import { z } from 'zod'
import { notFound } from '../../kernel/errors.ts'
import { describe } from '../../kernel/http/describe.server.ts'
import { parseQuery } from '../../kernel/http/input.server.ts'
import type { Routes } from '../../kernel/kernel.server.ts'
import type { AnyRecord } from '../../kernel/record/define.ts'
import { readTree } from './tree.reads.server.ts'

/** Where a slice of a tree starts and how deep it goes. */
export const sliceQuery = z.object({
  root: z.uuid().optional().describe('Where to start; the tops of the tree when left out.'),
  depth: z.coerce.number().int().min(0).max(4).default(2).describe('Levels below the start.'),
})
export const sliceAnswer = z.object({
  nodes: z.array(
    z.looseObject({
      id: z.uuid(),
      title: z.string(),
      parent: z.uuid().nullable(),
      children: z.int().describe('Directly below.'),
      below: z.int().describe('Altogether below.'),
    }),
  ),
  chain: z.array(z.object({ id: z.uuid(), title: z.string() })).describe('Those above the start, top first.'),
  apart: z.int().describe('Records without anyone above or below.'),
})

/** `GET /trees/{path}`: a bounded piece of the tree that a record type forms. */
export const treeRoutes: Routes = (app, kernel) => {
  const config = {
    permission: 'signed-in' as const,
    ...describe({ tag: 'Pictures', summary: 'A piece of a tree', query: sliceQuery, response: sliceAnswer }),
  }
  app.get<{ Params: { path: string } }>('/api/v1/trees/:path', { config }, (request) => {
    const { root, depth } = parseQuery(sliceQuery, request.query)
    const record = kernel.registry.byPath(request.params.path)
    const field = record && treeField(record)
    if (!record || !field) throw notFound('This tree')
    return readTree(kernel, request.who, { record, field, root: root ?? null, depth, columns: record.list.columns })
  })
}

const treeField = (record: AnyRecord): string | undefined =>
  Object.keys(record.fields).find((name) => record.fields[name]?.options.tree)
