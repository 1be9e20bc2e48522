import { resolvedIn } from '../../http/resolve.ts'
import type { Schema } from '../../http/schema.ts'

type Content = Readonly<Record<string, { readonly schema?: Schema; readonly example?: unknown }>>
export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly description?: string
  readonly required?: boolean
  readonly example?: unknown
  readonly schema: Schema
}
interface Described {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly tags: readonly string[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>
  readonly security?: readonly unknown[]
}
/** An OpenAPI 3.1 document. */
export interface ApiDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}

/** A media type with what it holds. */
export interface Payload {
  readonly type: string
  readonly schema: Schema | null
  readonly example: unknown
}
/** One operation, as the reference shows it. */
export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly says: string | null
  readonly isPublic: boolean
  readonly parameters: readonly Parameter[]
  readonly body: Payload | null
  /** The answer of success. */
  readonly status: string
  readonly answerSays: string
  readonly answer: Payload | null
}
export interface Group {
  readonly name: string
  readonly operations: readonly Operation[]
}

/** The operations by their groups, both as they stand in the description. */
export function groupsOf(description: ApiDescription): readonly Group[] {
  const groups = new Map<string, Operation[]>()
  const { paths } = resolvedIn(description)
  for (const [path, methods] of Object.entries(paths))
    for (const [method, described] of Object.entries(methods)) {
      const name = described.tags[0] ?? 'Other'
      groups.set(name, [...(groups.get(name) ?? []), operationOf(method, path, described)])
    }
  return [...groups].map(([name, operations]) => ({ name, operations })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The groups with only those operations whose summary, path or method has every word; a group's name counts for all of it. */
export function matching(groups: readonly Group[], text: string): readonly Group[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const has = (group: Group) => (operation: Operation) => {
    const where = `${group.name} ${operation.method} ${operation.path} ${operation.summary}`.toLowerCase()
    return words.every((word) => where.includes(word))
  }
  return groups
    .map((group) => ({ ...group, operations: group.operations.filter(has(group)) }))
    .filter(({ operations }) => operations.length > 0)
}

function operationOf(method: string, path: string, described: Described): Operation {
  const [status = '200', success] = Object.entries(described.responses).find(([code]) => code !== 'default') ?? []
  return {
    id: described.operationId,
    method: method.toUpperCase(),
    path,
    summary: described.summary,
    says: described.description ?? null,
    isPublic: described.security?.length === 0,
    parameters: described.parameters,
    body: payloadOf(described.requestBody?.content),
    status,
    answerSays: success?.description ?? '',
    answer: payloadOf(success?.content),
  }
}

function payloadOf(content: Content | undefined): Payload | null {
  const [type, held] = Object.entries(content ?? {})[0] ?? []
  return type ? { type, schema: held?.schema ?? null, example: held?.example } : null
}
