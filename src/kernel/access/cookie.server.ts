import { createHmac } from 'node:crypto'

const cookiePrefix = 'quarterdeck'
const isSecure = (url: string): boolean => url.startsWith('https://')

/** The session cookie's name; over https only this very host can set it, for all of its paths. */
export const cookieName = (url: string): string => `${isSecure(url) ? '__Host-' : ''}${cookiePrefix}.session_token`

const attributes = (url: string): string => `Path=/; HttpOnly; SameSite=Lax${isSecure(url) ? '; Secure' : ''}`

/** The `Set-Cookie` line that carries a session's token, signed, for so many seconds. */
export function sessionCookie(
  { url, secret }: { url: string; secret: string },
  token: string,
  seconds: number,
): string {
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  return `${cookieName(url)}=${encodeURIComponent(`${token}.${signature}`)}; Max-Age=${seconds}; ${attributes(url)}`
}

/** The `Set-Cookie` line that makes the browser forget its session. */
export const forgetCookie = (url: string): string => `${cookieName(url)}=; Max-Age=0; ${attributes(url)}`
