import { z } from 'zod'

/** What the reference page says of a route. Query, body and response are zod schemas, or JSON Schema where they follow from a record. */
export interface Description {
  readonly summary: string
  /** The group it stands under. */
  readonly tag: string
  readonly query?: z.ZodType | JsonSchema
  readonly body?: z.ZodType | JsonSchema
  readonly response?: z.ZodType | JsonSchema
  /** The status of success (200). */
  readonly status?: number
  /** Further statuses of success, which have no body, in words. */
  readonly also?: Readonly<Record<number, string>>
  /** Success in words, where there is no body: 'No content.' */
  readonly says?: string
  readonly headers?: readonly string[]
  /** Headers of the answer beyond those that every answer has. */
  readonly sends?: readonly string[]
  /** The media type of the body and of the answer, where it isn't JSON. */
  readonly consumes?: string
  readonly produces?: string
  /** Of the body where there is one, else of the answer; one is made up unless given. */
  readonly example?: unknown
  /** What went wrong, where a protocol of its own says how. */
  readonly troubles?: { readonly produces: string; readonly response: JsonSchema }
}
export type JsonSchema = Readonly<Record<string, unknown>>

declare module 'fastify' {
  interface FastifyContextConfig {
    description?: Description
  }
}

/** Marks a route with its description, for OpenAPI. Validation is the handler's own, so that each problem names its field. */
export const describe = (description: Description): { readonly description: Description } => ({ description })

const known = new WeakMap<z.ZodType, JsonSchema>()

/** A zod schema as JSON Schema (draft 2020-12, which OpenAPI 3.1 uses). */
export function jsonSchema(schema: z.ZodType | JsonSchema): JsonSchema {
  if (!(schema instanceof z.ZodType)) return schema
  const found = known.get(schema) ?? stripped(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }))
  known.set(schema, found)
  return found
}

function stripped({ $schema: _, ...schema }: Record<string, unknown>): JsonSchema {
  return schema
}
