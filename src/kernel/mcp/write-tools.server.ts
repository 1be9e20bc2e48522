import { z } from 'zod'
import { badRequest } from '../errors.ts'
import { plainText } from '../http/input.server.ts'
import type { Row } from '../record/store.server.ts'
import { writeComment } from '../traits/comments.server.ts'
import { type Call, tool, typeNamed } from './tool.server.ts'

const type = plainText(80).describe('A record type, as describe_types names it.')
const key = plainText(80).describe('The id of a record, or its number.')
const values = z
  .record(z.string(), z.unknown())
  .describe(
    'By field: texts, numbers, true or false, days as YYYY-MM-DD, money as {"amount":"12.50","currency":"EUR"}, references as ids.',
  )
const reason = plainText(500).optional().describe('Why, for the history.')
const version = z.int().min(1).describe('The version you read: when somebody changed it since, nothing is written.')

/** What changes records, by the same checks and rights as everywhere; the history says that it came by an assistant. */
export const writeTools = [
  tool({
    name: 'create_record',
    title: 'Create a record',
    about: 'Makes a record. Look with search first whether it is there already.',
    input: z.object({ type, values, reason }),
    isReadOnly: false,
    run: (call, { type: name, values: given, reason: why }) =>
      call.records.create(typeNamed(call, name), given, telling(why)),
  }),
  tool({
    name: 'update_record',
    title: 'Change a record',
    about: 'Changes the fields that are given, and no others. Refused when the record changed since that version.',
    input: z.object({ type, id: key, version, values, reason }),
    isReadOnly: false,
    run: async (call, { type: name, id, version: seen, values: given, reason: why }) => {
      const record = typeNamed(call, name)
      const row = await call.records.get(record, id)
      return call.records.update(record, row.id, given, { version: seen, ...telling(why) })
    },
  }),
  tool({
    name: 'act_on_record',
    title: 'Move, archive, restore or act',
    about: 'Does to a record one of what its `can` names: archive, restore, move:<name> or action:<name>.',
    input: z.object({
      type,
      id: key,
      what: plainText(120).describe('One of the record’s `can`, but for update.'),
      version: version.optional(),
      input: values.optional().describe('What a move or an action asks for.'),
      reason,
    }),
    isReadOnly: false,
    isDestructive: true,
    run: async (call, { type: name, id, what, version: seen, input = {}, reason: why }) => {
      const row = await call.records.get(typeNamed(call, name), id)
      const changing = { ...telling(why), ...(seen === undefined ? {} : { version: seen }) }
      return actOn(call, name, row.id, { what, input, changing })
    },
  }),
  tool({
    name: 'write_comment',
    title: 'Comment on a record',
    about: 'Says something about a record, in Markdown. Internal comments are seen by those who work in IT alone.',
    input: z.object({ type, id: key, text: plainText(20_000), isInternal: z.boolean().default(false) }),
    isReadOnly: false,
    run: async (call, { type: name, id, text, isInternal }) => {
      const row = await call.records.get(typeNamed(call, name), id)
      return writeComment(call.kernel, call.who, { id: row.id, text, isInternal })
    },
  }),
]

const telling = (reason: string | undefined): { reason?: string } => (reason === undefined ? {} : { reason })

interface Doing {
  readonly what: string
  readonly input: Readonly<Record<string, unknown>>
  readonly changing: { readonly reason?: string; readonly version?: number }
}

function actOn(call: Call, name: string, id: string, { what, input, changing }: Doing): Promise<Row> {
  const record = typeNamed(call, name)
  const [kind, verb = ''] = what.split(':')
  if (what === 'archive' || what === 'restore') return call.records[what](record, id, changing)
  if (kind === 'move') return call.records.move(record, id, verb, { ...changing, set: input })
  if (kind === 'action') return call.records.act(record, id, verb, input, changing)
  throw badRequest(`'${what}' is nothing that can be done here.`, [
    { field: 'what', says: 'Must be archive, restore, move:<name> or action:<name>, as the record’s `can` names it.' },
  ])
}
