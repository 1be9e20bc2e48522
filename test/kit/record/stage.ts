import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import type { AnyRecord } from '../../../src/kernel/record/define.ts'
import { pathOf } from '../../../src/kernel/record/registry.ts'
import type { Row } from '../../../src/kernel/record/store.server.ts'
import { type TestApplication, testApplication } from '../application.ts'
import { type Caller, type CallerOptions, createCaller } from './callers.ts'
import { createWorld, type Input, type World } from './world.ts'

/** What a record's tests say about it: how to make one, and a change that it allows. */
export interface Recipe {
  /** Values for a new record that the field kinds alone don't know, such as a code with a check; `n` differs each time. */
  readonly make?: (n: number, world: World) => Input | Promise<Input>
  /** A change that every record of this type allows. */
  readonly change: Input
  /** Fields that rows which share all else don't share, since no two rows may have the same in all of them. */
  readonly apart?: readonly string[]
  /** The state in which every field is filled, where some are filled by moves alone. */
  readonly fullIn?: string
  /** Permissions that its moves and actions ask for besides their own, such as writing comments. */
  readonly also?: readonly string[]
  /** The status of actions that ask another system, which isn't there in these tests: 422 where they say so. */
  readonly answers?: Readonly<Record<string, number>>
}

export interface Stage extends TestApplication {
  readonly record: AnyRecord
  readonly recipe: Recipe
  readonly path: string
  readonly world: World
  /** Input for a new record; `isFull` fills every field. */
  readonly input: (options?: { isFull?: boolean }) => Promise<Record<string, unknown>>
  /** Makes a record, as the system; in `state`, by the moves that lead there. */
  readonly make: (values?: Input, options?: { isFull?: boolean; state?: string }) => Promise<Row>
  /** The one who may do everything. */
  readonly boss: Caller
  readonly caller: (options: CallerOptions) => Promise<Caller>
  readonly send: (who: Caller | null, request: Sent) => Promise<LightMyRequestResponse>
}

/** A request to the API: `at` is below the record's path, unless it begins with a slash. */
export interface Sent {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly at?: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Sets up an application of its own for one record's tests. */
export async function setStage(given: { readonly name: string }, recipe: Recipe): Promise<Stage> {
  const application = await testApplication()
  const { kernel, app } = application
  const record = kernel.registry.record(given.name)
  const world = createWorld(kernel)
  const path = `/api/v1/${pathOf(record)}`
  const input: Stage['input'] = async (options) => ({
    ...(await world.valuesFor(record, options)),
    ...(await recipe.make?.(world.next(), world)),
  })
  const make: Stage['make'] = async (values = {}, { isFull, state } = {}) => {
    const row = await kernel.store.asSystem('test').create(record, { ...(await input({ isFull })), ...values })
    return state === undefined ? row : moveTo({ kernel, record, row, state, world })
  }
  return {
    ...application,
    record,
    recipe,
    path,
    world,
    input,
    make,
    boss: await createCaller(kernel, { name: 'Boss', permissions: ['*'] }),
    caller: (options) => createCaller(kernel, options),
    send: (who, { method = 'GET', at = '', query, body, headers }) => {
      const url = at.startsWith('/') ? at : `${path}${at && `/${at}`}`
      const authorization = who ? { authorization: `Bearer ${who.token}` } : {}
      return app.inject({ method, url, query, headers: { ...authorization, ...headers }, ...payload(body) })
    },
  }
}

const payload = (body: unknown): Pick<InjectOptions, 'payload'> =>
  body === undefined ? {} : { payload: body as object }

interface Moving extends Pick<Stage, 'kernel' | 'record' | 'world'> {
  readonly row: Row
  readonly state: string
}

async function moveTo({ kernel, record, row, state, world }: Moving): Promise<Row> {
  let moved = row
  for (const move of wayTo(record, String(row.state), state)) {
    const needed = Object.entries(await neededFor({ record, world }, move))
    const before = moved
    const set = Object.fromEntries(needed.filter(([name]) => (before[name] ?? null) === null))
    moved = await kernel.store.asSystem('test').move(record, row.id, move, { set })
  }
  return moved
}

/** Values of the fields without which a move isn't made. */
export async function neededFor({ record, world }: Pick<Stage, 'record' | 'world'>, move: string): Promise<Input> {
  const { needs = [] } = record.states?.moves[move] ?? {}
  if (needs.length === 0) return {}
  const full = await world.valuesFor(record, { isFull: true })
  return Object.fromEntries(needs.map((name) => [name, full[name]]))
}

/** The fewest moves from one state to another. Throws when none lead there. */
export function wayTo(record: AnyRecord, from: string, to: string): readonly string[] {
  const moves = Object.entries(record.states?.moves ?? {})
  const ways = new Map<string, readonly string[]>([[from, []]])
  for (const [state, way] of ways)
    for (const [name, move] of moves)
      if (move.from.includes(state) && !ways.has(move.to)) ways.set(move.to, [...way, name])
  const found = ways.get(to)
  if (!found) throw new Error(`No moves lead a ${record.name} from '${from}' to '${to}'.`)
  return found
}

/** Expects a refusal as a problem: its status, and where given the field that it names. */
export function expectProblem(
  answer: LightMyRequestResponse,
  statuses: number | readonly number[],
  field?: string,
): void {
  expect([statuses].flat(), `${answer.statusCode}: ${answer.body}`).toContain(answer.statusCode)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  const problem: { status: number; detail: string; problems?: { field: string; says: string }[] } = answer.json()
  expect(problem.status).toBe(answer.statusCode)
  expect(problem.detail).not.toBe('')
  if (field !== undefined) expect(problem.problems?.map((each) => each.field)).toContain(field)
}

/** Expects success and gives the body. */
export function expectOk<T = Row>(answer: LightMyRequestResponse, status = 200): T {
  expect(answer.statusCode, answer.body).toBe(status)
  return answer.json()
}
