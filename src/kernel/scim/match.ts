import type { Compared, Filter, Operator } from './filter.ts'
import type { Path } from './path.ts'
import { isResource, readBoolean, type Resource, valueIn } from './schemas.ts'

/** Attributes in which case matters (RFC 7643, 4 and 3.1); in all others it doesn't. */
const exact = new Set(['id', 'externalid', '$ref', 'version', 'location', 'resourcetype'])

/** Whether a resource meets a filter. */
export function matches(resource: Resource, filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => matches(resource, part))
    case 'or':
      return filter.parts.some((part) => matches(resource, part))
    case 'not':
      return !matches(resource, filter.part)
    case 'any':
      return valuesAt(resource, filter.path).some((value) => isResource(value) && matches(value, filter.part))
    case 'present':
      return valuesAt(resource, filter.path).some(isPresent)
    case 'compare':
      return compares(resource, filter)
  }
}

/** What stands at a path: each of several values for itself. */
export function valuesAt(resource: Resource, { extension, name, sub }: Path): readonly unknown[] {
  const holder = extension === null ? resource : valueIn(resource, extension)
  if (name === null) return holder === undefined ? [] : [holder]
  const all = isResource(holder) ? listed(valueIn(holder, name)) : []
  return sub === null ? all : all.flatMap((value) => (isResource(value) ? listed(valueIn(value, sub)) : []))
}

const listed = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]

const isPresent = (value: unknown): boolean =>
  isResource(value) ? Object.values(value).some(isPresent) : value !== null && value !== undefined && value !== ''

function compares(
  resource: Resource,
  { path, operator, value }: { path: Path; operator: Operator; value: Compared },
): boolean {
  const name = path.sub ?? path.name ?? ''
  const found = valuesAt(resource, path).map((one) => (isResource(one) ? valueIn(one, 'value') : one))
  if (value === null) return found.some(isPresent) === (operator === 'ne')
  const wanted = readBoolean(name, value)
  const fold = (one: unknown): unknown =>
    typeof one === 'string' && !exact.has(name.toLowerCase()) ? one.toLowerCase() : one
  if (operator === 'ne') return !found.some((one) => fold(one) === fold(wanted))
  return found.some((one) => holds(operator, fold(one), fold(wanted)))
}

function holds(operator: Operator, one: unknown, wanted: unknown): boolean {
  if (operator === 'eq') return one === wanted
  if (typeof one === 'number' && typeof wanted === 'number') return inOrder(operator, one - wanted)
  if (typeof one !== 'string' || typeof wanted !== 'string') return false
  if (operator === 'co') return one.includes(wanted)
  if (operator === 'sw') return one.startsWith(wanted)
  if (operator === 'ew') return one.endsWith(wanted)
  const moments = [momentOf(one), momentOf(wanted)] as const
  if (moments[0] !== null && moments[1] !== null) return inOrder(operator, moments[0] - moments[1])
  return inOrder(operator, one < wanted ? -1 : one > wanted ? 1 : 0)
}

const inOrder = (operator: Operator, difference: number): boolean =>
  (operator === 'gt' && difference > 0) ||
  (operator === 'ge' && difference >= 0) ||
  (operator === 'lt' && difference < 0) ||
  (operator === 'le' && difference <= 0)

/** Moments are compared as such, whatever their time zone; they come in lower case here. */
function momentOf(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(:\d{2}(\.\d+)?)?(z|[+-]\d{2}:\d{2})$/i.test(text)) return null
  const moment = Date.parse(text.toUpperCase())
  return Number.isNaN(moment) ? null : moment
}
