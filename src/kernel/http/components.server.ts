import { historyPage } from '../history/wire-schema.server.ts'
import type { AnyRecord } from '../record/define.ts'
import type { Registry } from '../record/registry.ts'
import * as wire from '../traits/wire-schema.server.ts'
import { type JsonSchema, jsonSchema } from './describe.server.ts'
import { anyRowSchema, countSchema, recordParts, recordSchemas, rowSchema } from './record-schema.server.ts'

const parts = jsonSchema(wire.pageParts) as { readonly properties: Readonly<Record<string, JsonSchema>> }
const shared: Readonly<Record<string, JsonSchema>> = {
  ...recordParts,
  Row: { description: 'A record of any type.', ...anyRowSchema },
  HistoryPage: jsonSchema(historyPage),
  PageParts: { type: 'object', properties: parts.properties, required: Object.keys(parts.properties) },
}
const partOf = (name: string): JsonSchema => ({ $ref: `#/components/schemas/PageParts/properties/${name}` })

/** A record with all that its page shows. */
export const pageOfRecord = (record: AnyRecord): JsonSchema => ({
  type: 'object',
  required: ['row', ...Object.keys(parts.properties), 'history'],
  properties: {
    row: rowSchema(record),
    ...Object.fromEntries(Object.keys(parts.properties).map((name) => [name, partOf(name)])),
    history: { oneOf: [{ $ref: '#/components/schemas/HistoryPage' }, { type: 'null' }] },
  },
})

export const relatedSchema: JsonSchema = {
  type: 'object',
  required: ['groups'],
  properties: {
    groups: {
      type: 'array',
      items: {
        type: 'object',
        required: ['type', 'field', 'rows', 'count'],
        properties: {
          type: { type: 'string' },
          field: { type: 'string' },
          rows: { type: 'array', items: { $ref: '#/components/schemas/Row' } },
          count: countSchema,
        },
      },
    },
  },
}

/** Every schema that routes name: what is shared, and those of each record as this installation has it. */
export const componentsOf = ({ records }: Pick<Registry, 'records'>): Readonly<Record<string, JsonSchema>> => ({
  ...shared,
  ...Object.assign({}, ...records.map(recordSchemas)),
})
