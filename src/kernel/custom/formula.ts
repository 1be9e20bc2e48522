import { longestFormula } from './custom-kinds.ts'

/** A formula as it was read. `at` is where a part begins, from 0. */
export type Formula = { readonly at: number } & (
  | { readonly kind: 'number' | 'text'; readonly value: string }
  | { readonly kind: 'word'; readonly value: Word }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'minus' | 'not'; readonly part: Formula }
  | { readonly kind: 'binary'; readonly operator: Binary; readonly left: Formula; readonly right: Formula }
  | { readonly kind: 'call'; readonly name: string; readonly parts: readonly Formula[] }
)
export type Word = 'true' | 'false' | 'empty' | 'today'
export type Binary = '+' | '-' | '*' | '/' | '&' | '=' | '<>' | '<' | '<=' | '>' | '>=' | 'and' | 'or'

/** Why a formula can't be, and where in it. */
export class FormulaTrouble extends Error {
  /** From 0. */
  readonly at: number
  constructor(says: string, at: number) {
    super(says)
    this.at = at
  }
}

const deepest = 40
const words: readonly string[] = ['true', 'false', 'empty', 'today']
/** By how strongly they bind, weakest first. */
const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', '<>', '<=', '>=', '<', '>'],
  ['&'],
  ['+', '-'],
  ['*', '/'],
]

interface Token {
  readonly text: string
  readonly at: number
}

/** Reads a formula such as `if(xCost > 1000, "large", "small")`. Throws FormulaTrouble that says where it can't be understood. */
export function readFormula(text: string): Formula {
  if (text.length > longestFormula) throw new FormulaTrouble(`A formula has at most ${longestFormula} characters.`, 0)
  const reader = { tokens: tokensOf(text), place: 0, end: text.length }
  const formula = readLevel(reader, 0, 0)
  const more = reader.tokens[reader.place]
  if (more) throw new FormulaTrouble(`An operator such as + or & is missing before '${more.text}'.`, more.at)
  return formula
}

const token = /\s*(?:(\d+(?:\.\d+)?)|("(?:[^"]|"")*")|([A-Za-z][A-Za-z0-9]*)|(<>|<=|>=|[-+*/&=<>(),]))/y

function tokensOf(text: string): readonly Token[] {
  const found: Token[] = []
  for (let at = 0; text.slice(at).trim() !== ''; at = token.lastIndex) {
    token.lastIndex = at
    const [whole, ...groups] = token.exec(text) ?? []
    const begins = at + (text.slice(at).length - text.slice(at).trimStart().length)
    if (whole === undefined) throw new FormulaTrouble(`'${text.charAt(begins)}' can't be understood here.`, begins)
    found.push({ text: groups.find((group) => group !== undefined) ?? '', at: begins })
  }
  return found
}

interface Reader {
  readonly tokens: readonly Token[]
  place: number
  readonly end: number
}
const peek = ({ tokens, place }: Reader): string => tokens[place]?.text.toLowerCase() ?? ''

function take(reader: Reader): Token {
  const next = reader.tokens[reader.place]
  if (!next) throw new FormulaTrouble('Something is missing at its end.', reader.end)
  reader.place += 1
  return next
}

function expect(reader: Reader, wanted: string): void {
  const { text, at } = reader.tokens[reader.place] ?? { text: '', at: reader.end }
  if (text !== wanted) throw new FormulaTrouble(`A '${wanted}' is missing.`, at)
  reader.place += 1
}

function readLevel(reader: Reader, level: number, depth: number): Formula {
  if (depth > deepest)
    throw new FormulaTrouble('It has too many brackets within brackets.', reader.tokens[reader.place]?.at ?? reader.end)
  const operators = levels[level]
  if (!operators) return readUnary(reader, depth)
  let left = readLevel(reader, level + 1, depth)
  while (operators.includes(peek(reader))) {
    const { text, at } = take(reader)
    const right = readLevel(reader, level + 1, depth)
    left = { kind: 'binary', operator: text.toLowerCase() as Binary, left, right, at }
  }
  return left
}

function readUnary(reader: Reader, depth: number): Formula {
  const next = peek(reader)
  if (next !== '-' && next !== 'not') return readPrimary(reader, depth)
  const { at } = take(reader)
  return { kind: next === '-' ? 'minus' : 'not', part: readUnary(reader, depth + 1), at }
}

function readPrimary(reader: Reader, depth: number): Formula {
  const { text, at } = take(reader)
  if (/^\d/.test(text)) return { kind: 'number', value: text, at }
  if (text.startsWith('"')) return { kind: 'text', value: text.slice(1, -1).replaceAll('""', '"'), at }
  if (text === '(') {
    const inside = readLevel(reader, 0, depth + 1)
    expect(reader, ')')
    return inside
  }
  if (!/^[A-Za-z]/.test(text) || ['and', 'or'].includes(text.toLowerCase()))
    throw new FormulaTrouble(`A field, a number or a text is missing before '${text}'.`, at)
  if (peek(reader) === '(') return { kind: 'call', name: text.toLowerCase(), parts: readParts(reader, depth), at }
  const word = text.toLowerCase()
  return words.includes(word) ? { kind: 'word', value: word as Word, at } : { kind: 'field', name: text, at }
}

function readParts(reader: Reader, depth: number): readonly Formula[] {
  expect(reader, '(')
  const parts: Formula[] = []
  while (peek(reader) !== ')') {
    if (parts.length > 0) expect(reader, ',')
    parts.push(readLevel(reader, 0, depth + 1))
  }
  expect(reader, ')')
  return parts
}
