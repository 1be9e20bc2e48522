import { z } from 'zod'
import { outcomes } from './import.ts'

/** What the routes of imports answer, for the description: the shapes of `import.ts`. */
const moment = z.iso.datetime()
const count = z.int().optional()
const mapped = z.looseObject({
  column: z.int(),
  field: z.string().nullable(),
})
const brief = {
  id: z.uuid(),
  type: z.string(),
  fileName: z.string(),
  fileSize: z.int().describe('Bytes.'),
  format: z.looseObject({ kind: z.enum(['csv', 'xlsx']) }),
  status: z.enum(['mapping', 'staging', 'ready', 'applying', 'applied', 'undoing', 'undone', 'failed']),
  isRemembered: z.boolean().describe('The mapping is the one such a file was last imported with.'),
  rows: z.int(),
  counts: z.object({ create: count, update: count, skip: count, conflict: count, refused: count, noted: count }),
  progress: z.number(),
  problem: z.string().nullable().describe('Why the work stopped, when it did.'),
  createdAt: moment,
  createdBy: z.string().nullable(),
  finishedAt: moment.nullable(),
}
const mapping = z.looseObject({
  columns: z.array(mapped),
  matchOn: z.array(z.string()),
  mode: z.enum(['both', 'create', 'update']),
  empty: z.enum(['leave', 'clear']),
})
const said = { field: z.string(), says: z.string() }

export const importView = z.object({
  ...brief,
  columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
  mapping,
})
export const importList = z.object({ imports: z.array(z.object(brief)) })
export const importRows = z.object({
  rows: z.array(
    z.object({
      row: z.int(),
      line: z.int(),
      outcome: z.enum(outcomes),
      title: z.string(),
      id: z.uuid().nullable(),
      changes: z.array(z.object({ field: z.string(), label: z.string(), before: z.string(), after: z.string() })),
      problems: z.array(z.object(said)),
    }),
  ),
  next: z.int().nullable(),
})
