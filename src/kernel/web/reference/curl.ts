import { exampleOf } from '../../http/example.ts'
import type { Operation } from './description.ts'

/** A command line that calls an operation of the installation at `origin`, with `$TOKEN` for what signing in gives. */
export function curlOf(operation: Operation, origin: string): string {
  const { method, isPublic, parameters, body, answer } = operation
  const headers = parameters.filter((one) => one.in === 'header' && (one.name === 'If-Match' || one.required))
  const parts = [
    `curl${method === 'GET' ? '' : ` -X ${method}`}${flagOf(answer?.type)} ${quoted(addressOf(operation, origin))}`,
    !isPublic && `-H "Authorization: Bearer $TOKEN"`,
    ...headers.map(({ name, example }) => `-H ${quoted(`${name}: ${String(example ?? '…')}`)}`),
    ...(body ? bodyParts(body.type, body.schema ? exampleOf(body.schema, { isShort: true }) : {}) : []),
  ]
  return parts.filter((part) => part !== false).join(' \\\n  ')
}

function addressOf({ path, parameters }: Operation, origin: string): string {
  const query = parameters
    .filter((one) => one.in === 'query' && one.required)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(exampleOf(schema)))}`)
  return `${origin}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`
}

function bodyParts(type: string, example: unknown): readonly string[] {
  if (type.startsWith('multipart/')) return [`-F 'file=@report.pdf'`]
  return [`-H 'Content-Type: ${type}'`, `-d ${quoted(JSON.stringify(example))}`]
}

function flagOf(type: string | undefined): string {
  if (type === undefined || type.includes('json')) return ''
  return type === 'text/event-stream' ? ' -N' : ' -OJ'
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
