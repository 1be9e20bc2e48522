import { countText } from '../field/words.ts'
import { isSmall, unwrapped } from '../../http/example.ts'
import type { Schema } from '../../http/schema.ts'

/** One property of a schema, named by the way to it: `rows[].title`. */
export interface Property {
  readonly path: string
  readonly type: string
  readonly isRequired: boolean
  readonly says: readonly string[]
}

/** The properties of a schema and, below them, of what they hold, in reading order. */
export function propertiesOf(schema: Schema, before = ''): readonly Property[] {
  const { inner } = unwrapped(schema)
  if (inner.type === 'array' && inner.items) return propertiesOf(inner.items, `${before}[]`)
  return Object.entries(inner.properties ?? {}).flatMap(([name, property]) => {
    const path = before ? `${before}.${name}` : name
    const isRequired = inner.required?.includes(name) ?? false
    return [{ path, type: typeText(property), isRequired, says: wordsOf(property) }, ...propertiesOf(property, path)]
  })
}

/** A schema's type in words: 'string (uuid) or null', 'list of object'. */
export function typeText(schema: Schema): string {
  const { inner, isNullable } = unwrapped(schema)
  return `${plainType(inner)}${isNullable ? ' or null' : ''}`
}

/** What else is to know of a value: its label, help, choices and bounds. */
export function wordsOf(schema: Schema): readonly string[] {
  const { inner } = unwrapped(schema)
  const { minimum, maximum, minLength, maxLength } = inner
  const choices = inner.enum ?? inner.items?.enum
  return [
    sentence(schema.description ?? inner.description ?? schema.title),
    choices && `One of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}.`,
    (schema.default ?? inner.default) !== undefined &&
      `${JSON.stringify(schema.default ?? inner.default)} unless given.`,
    minimum !== undefined && isSmall(minimum) && `At least ${minimum}.`,
    maximum !== undefined && isSmall(maximum) && `At most ${maximum}.`,
    minLength !== undefined && minLength > 1 && `At least ${minLength} characters.`,
    maxLength !== undefined && `At most ${countText(maxLength)} characters.`,
  ].filter((says) => typeof says === 'string')
}

const sentence = (text: string | undefined): string | undefined =>
  text && /[\p{L}\p{N}]$/u.test(text) ? `${text}.` : text

function plainType(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? 'object'
  const options = schema.oneOf ?? schema.anyOf
  if (options) return [...new Set(options.map(typeText))].join(' or ')
  if (schema.type === 'array') return schema.items ? `list of ${typeText(schema.items)}` : 'list'
  const type = [schema.type].flat()[0] ?? (schema.enum || schema.const !== undefined ? 'value' : 'anything')
  return schema.format ? `${type} (${schema.format})` : type
}
