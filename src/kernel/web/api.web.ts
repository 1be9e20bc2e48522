import type { Difference } from '../errors.ts'
import type { Problem } from '../record/define.ts'

/** What the server refused, in its words; `Offline` when it couldn't be reached. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly problems: readonly Problem[]
  readonly differences: readonly Difference[]
  readonly requestId: string | null
  constructor(given: Partial<ProblemBody> & { status: number; code: string }) {
    super(given.detail ?? given.title ?? 'Something went wrong.')
    this.name = 'ApiProblem'
    this.status = given.status
    this.code = given.code
    this.title = given.title ?? ''
    this.problems = given.problems ?? []
    this.differences = given.differences ?? []
    this.requestId = given.requestId ?? null
  }
}
interface ProblemBody {
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly problems: readonly Problem[]
  readonly differences: readonly Difference[]
  readonly requestId: string
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>
export interface Ask {
  readonly query?: Query
  readonly body?: unknown
  /** The version this change starts from; sent as `If-Match`. */
  readonly version?: number
  readonly reason?: string
  readonly signal?: AbortSignal
  /** Sent as `Idempotency-Key`: under one key it is done once. */
  readonly once?: string
}

/** Asks `/api/v1{path}` and gives the parsed answer, null when there is none. Throws `ApiProblem`. */
export async function api<T = unknown>(method: Method, path: string, ask: Ask = {}): Promise<T> {
  const response = await reach(addressOf(path, ask.query), {
    method,
    headers: headersOf(method, ask),
    body: bodyOf(ask.body),
    ...(ask.signal && { signal: ask.signal }),
  })
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return null as T
  const isJson = response.headers.get('content-type')?.includes('json')
  return (isJson ? await response.json() : null) as T
}

/** Reads; `signal` cancels. */
export const read = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  api<T>('GET', path, { query, signal })

/** The address of an API path with its parameters; empty ones are left out. */
export function addressOf(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return `/api/v1${path}${text && `?${text}`}`
}

/** Called once the server says that nobody is signed in. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener)
  return () => signedOut.delete(listener)
}
const signedOut = new Set<() => void>()

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...init, credentials: 'same-origin' })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem({
      status: 0,
      code: 'Offline',
      detail: 'Quarterdeck can’t be reached. Nothing was lost; try again once you are connected.',
    })
  }
}

function headersOf(method: Method, ask: Ask): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' }
  if (method !== 'GET') headers['x-quarterdeck'] = 'web'
  if (ask.body !== undefined && !(ask.body instanceof FormData)) headers['content-type'] = 'application/json'
  if (ask.version !== undefined) headers['if-match'] = `"${ask.version}"`
  if (ask.once) headers['idempotency-key'] = ask.once
  if (ask.reason) headers['change-reason'] = encodeURIComponent(ask.reason)
  return headers
}

function bodyOf(body: unknown): BodyInit | null {
  if (body === undefined) return null
  return body instanceof FormData ? body : JSON.stringify(body)
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => ({}))) as Partial<ProblemBody>
  if (response.status === 401 && !response.url.includes('/api/v1/sign-in')) for (const listener of signedOut) listener()
  return new ApiProblem({ ...body, status: response.status, code: body.code ?? 'Unexpected' })
}

/** Keys under which answers are cached, so that every part that shows the same thing shares and refreshes it. */
export const keys = {
  me: ['me'] as const,
  row: (type: string, id: string) => ['row', type, id] as const,
  lists: (type: string) => ['list', type] as const,
  counts: (type: string) => ['count', type] as const,
  history: (id: string) => ['trait', id, 'history'] as const,
  parts: (id: string) => ['trait', id, 'parts'] as const,
  trait: (id: string, name: string) => ['trait', id, name] as const,
  related: (id?: string) => (id ? (['related', id] as const) : (['related'] as const)),
  traits: (id: string) => ['trait', id] as const,
  views: (type: string) => ['views', type] as const,
  recents: ['recents'] as const,
  favourites: ['favourites'] as const,
  myWork: ['my-work'] as const,
  inbox: ['inbox'] as const,
}
