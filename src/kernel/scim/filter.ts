import { type Path, readPath } from './path.ts'
import { ScimTrouble } from './trouble.ts'

/** A filter of RFC 7644, 3.4.2.2, as it was read. */
export type Filter =
  | { readonly kind: 'compare'; readonly path: Path; readonly operator: Operator; readonly value: Compared }
  | { readonly kind: 'present'; readonly path: Path }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  /** Of one of several values, such as `emails[type eq "work"]`. */
  | { readonly kind: 'any'; readonly path: Path; readonly part: Filter }
export type Operator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le'
export type Compared = string | number | boolean | null

const operators: readonly string[] = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le']
const longest = 10_000
const deepest = 30

/** Reads a filter. Throws ScimTrouble that says where it can't be understood. */
export function readFilter(text: string): Filter {
  if (text.length > longest) throw trouble(`A filter has at most ${longest} characters.`)
  const reader = open(text)
  const filter = readOr(reader, 0)
  if (reader.peek() !== null) throw trouble(`There is more than a filter, from '${reader.rest()}' on.`)
  return filter
}

const trouble = (says: string): ScimTrouble => new ScimTrouble('invalidFilter', says)

interface Reader {
  readonly peek: () => string | null
  readonly take: () => string | null
  readonly rest: () => string
}
const token = /\s*("(?:[^"\\]|\\.)*"|[()[\]]|[^\s()[\]"]+)/y

function open(text: string): Reader {
  let at = 0
  const look = (): { readonly word: string; readonly end: number } | null => {
    if (text.slice(at).trim() === '') return null
    token.lastIndex = at
    const found = token.exec(text)
    if (!found) throw trouble(`It can't be read from '${text.slice(at).trim().slice(0, 40)}' on.`)
    return { word: found[1] ?? '', end: token.lastIndex }
  }
  return {
    peek: () => look()?.word ?? null,
    take: () => {
      const next = look()
      at = next?.end ?? at
      return next?.word ?? null
    },
    rest: () => text.slice(at).trim().slice(0, 40),
  }
}

function readOr(reader: Reader, depth: number): Filter {
  if (depth > deepest) throw trouble('It has too many brackets within brackets.')
  return joined('or', reader, () => joined('and', reader, () => readPart(reader, depth)))
}

function joined(kind: 'and' | 'or', reader: Reader, read: () => Filter): Filter {
  const first = read()
  const parts = [first]
  while (reader.peek()?.toLowerCase() === kind) {
    reader.take()
    parts.push(read())
  }
  return parts.length === 1 ? first : { kind, parts }
}

function readPart(reader: Reader, depth: number): Filter {
  const word = reader.take()
  if (word === '(') return closed(reader, ')', depth)
  if (word?.toLowerCase() === 'not' && reader.peek() === '(') {
    reader.take()
    return { kind: 'not', part: closed(reader, ')', depth) }
  }
  const path = word === null ? null : readPath(word)
  if (!path) throw trouble(word === null ? 'Something is missing at its end.' : `'${word}' is no attribute.`)
  if (reader.peek() === '[') {
    reader.take()
    const part = closed(reader, ']', depth)
    // `emails[type eq "work"].value eq "x"` is asked of the same value.
    const after = reader.peek()
    if (!after?.startsWith('.')) return { kind: 'any', path, part }
    reader.take()
    const sub = readPath(after.slice(1))
    if (!sub) throw trouble(`'${after}' is no attribute.`)
    return { kind: 'any', path, part: { kind: 'and', parts: [part, readTest(reader, sub)] } }
  }
  return readTest(reader, path)
}

function closed(reader: Reader, bracket: string, depth: number): Filter {
  const part = readOr(reader, depth + 1)
  if (reader.take() !== bracket) throw trouble(`A '${bracket}' is missing.`)
  return part
}

function readTest(reader: Reader, path: Path): Filter {
  const word = reader.take()?.toLowerCase() ?? ''
  if (word === 'pr') return { kind: 'present', path }
  if (!isOperator(word)) throw trouble(`'${word}' is no comparison; eq, ne, co, sw, ew, gt, ge, lt, le and pr are.`)
  return { kind: 'compare', path, operator: word, value: readValue(reader.take()) }
}

const isOperator = (word: string): word is Operator => operators.includes(word)

function readValue(word: string | null): Compared {
  if (word === null) throw trouble('What to compare with is missing at its end.')
  const plain = /^(true|false|null)$/i.test(word) ? word.toLowerCase() : word
  try {
    const value: unknown = JSON.parse(plain)
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as Compared
  } catch {
    // What JSON can't read is told below.
  }
  throw trouble(`'${word}' is no value; texts stand in quotation marks.`)
}
