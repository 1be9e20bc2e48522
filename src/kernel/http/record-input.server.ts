import type { FastifyReply, FastifyRequest } from 'fastify'
import { badRequest, Failure } from '../errors.ts'
import type { Plain } from '../record/fragment.ts'
import type { Changing, Row } from '../record/store.server.ts'

/** The body as values by field. */
export function readValues(body: unknown): Plain {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest('The body must be a JSON object of values by field.')
  return body as Plain
}

/** The reason in the header `Change-Reason`, percent-encoded UTF-8, at most 1,000 characters. */
export function readReason(request: FastifyRequest): { reason?: string } {
  const header = request.headers['change-reason']
  if (typeof header !== 'string' || header.trim() === '') return {}
  const says = [{ field: 'Change-Reason', says: 'Must be percent-encoded UTF-8 text of at most 1,000 characters.' }]
  try {
    const reason = decodeURIComponent(header).trim()
    if (reason.length <= 1000 && !reason.includes('\u0000') && reason.isWellFormed()) return { reason }
  } catch {
    // falls through: a broken percent-encoding
  }
  throw badRequest('The reason can’t be read.', says)
}

/** The version in If-Match (`"3"`), and the reason. Without the header no version is checked, unless it is `needed`. */
export function readChanging(request: FastifyRequest, { isNeeded = false } = {}): Changing {
  const header = request.headers['if-match']
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header ?? '')
  if (match) return { version: Number(match[1]), ...readReason(request) }
  if (header !== undefined && header !== '*')
    throw badRequest('If-Match must be the ETag of the record, such as "3".', [
      { field: 'If-Match', says: 'Must be a version.' },
    ])
  if (isNeeded && header === undefined)
    throw new Failure(
      'Invalid',
      'Send the version you saw as If-Match, such as If-Match: "3", so that nobody’s change is lost.',
      { status: 428, problems: [{ field: 'If-Match', says: 'Is needed.' }] },
    )
  return readReason(request)
}

/** Sends a row with its ETag; 304 when the caller has that version already. */
export function sendRow(request: FastifyRequest, reply: FastifyReply, row: Row): unknown {
  const tag = etagOf(row)
  reply.header('ETag', tag)
  if (request.method === 'GET' && request.headers['if-none-match'] === tag) return reply.status(304).send()
  return row
}

export const etagOf = (row: Row): string => `"${row.version}"`
