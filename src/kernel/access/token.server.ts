import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** What is stored of a secret that has enough entropy by itself (a session's token, a one-time code): SHA-256, base64url. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** What the secret of a key begins with, so that it is known for one wherever it turns up. */
export const keyPrefix = 'qd_'
export const isKey = (token: string): boolean => token.startsWith(keyPrefix)

/** The token inside a signed cookie's value, `token.signature`; null when the signature isn't ours. */
export function tokenOfCookie(value: string, secret: string): string | null {
  const dot = value.lastIndexOf('.')
  if (dot < 1) return null
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const wanted = createHmac('sha256', secret).update(token).digest()
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? token : null
}

/** The value of one cookie in a `Cookie` header, decoded; null when it isn't there or can't be read. */
export function cookieIn(header: string | undefined, name: string): string | null {
  const part = header?.split(';').find((pair) => pair.trimStart().startsWith(`${name}=`))
  if (!part) return null
  try {
    return decodeURIComponent(part.trim().slice(name.length + 1))
  } catch {
    return null
  }
}

/** The token of `Authorization: Bearer …`; null when there is none. */
export const bearerIn = (header: string | undefined): string | null =>
  /^Bearer\s+([\w-]{16,200})$/i.exec(header ?? '')?.[1] ?? null
