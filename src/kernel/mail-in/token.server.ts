import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

const letters = 'abcdefghijklmnopqrstuvwxyz234567'
const macBytes = 10
const tokenLength = Math.ceil(((16 + macBytes) * 8) / 5)

/**
 * A short text that names a record and that only this installation can make, of small letters and digits, since mail
 * servers may change the case of an address. Whoever has it may add to the record's thread, and no more.
 */
export function threadToken(secret: string, recordId: string): string {
  const id = Buffer.from(recordId.replaceAll('-', ''), 'hex')
  return encode(Buffer.concat([id, macOf(secret, id)]))
}

/** The record that a token names; null for any other text. */
export function readThreadToken(secret: string, token: string): string | null {
  const bytes = token.length === tokenLength ? decode(token.toLowerCase()) : null
  if (bytes?.length !== 16 + macBytes) return null
  const id = bytes.subarray(0, 16)
  if (!timingSafeEqual(bytes.subarray(16), macOf(secret, id))) return null
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** `desk@example.com` as the address of one thread: `desk+token@example.com`. */
export function threadAddress(secret: string, address: string, recordId: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}+${threadToken(secret, recordId)}${address.slice(at)}`
}

/** What stands between the plus and the @ of an address that is otherwise this one; null for any other. */
export function plusPart(address: string, mailbox: string): string | null {
  const [given, own] = [address.toLowerCase(), mailbox.toLowerCase()]
  const at = own.lastIndexOf('@')
  const isOwn = given.startsWith(`${own.slice(0, at)}+`) && given.endsWith(own.slice(at))
  return isOwn ? given.slice(at + 1, given.length - (own.length - at)) : null
}

/** The mark that a mail of a thread carries in its text. */
export const threadMark = (secret: string, recordId: string): string => `[ref:${threadToken(secret, recordId)}]`
/** What could be such marks in a text, without their signatures checked; 20 at most. */
export const marksIn = (text: string): readonly string[] =>
  [...text.matchAll(/\[ref:([a-z2-7]{42})\]/gi)].slice(0, 20).map(([, token]) => token ?? '')

const macOf = (secret: string, id: Buffer): Buffer =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', secret, 'quarterdeck', 'mail thread', 32)))
    .update(id)
    .digest()
    .subarray(0, macBytes)

function encode(bytes: Buffer): string {
  let [text, held, bits] = ['', 0, 0]
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += letters[(held >> bits) & 31]
    }
  }
  return bits > 0 ? text + letters[(held << (5 - bits)) & 31] : text
}

function decode(text: string): Buffer | null {
  const bytes: number[] = []
  let [held, bits] = [0, 0]
  for (const letter of text) {
    const value = letters.indexOf(letter)
    if (value < 0) return null
    held = ((held << 5) | value) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((held >> bits) & 255)
    }
  }
  return Buffer.from(bytes)
}
