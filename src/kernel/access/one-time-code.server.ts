import { randomBytes } from 'node:crypto'
import { hashToken } from './token.server.ts'

const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

/** A code to read out and type: 16 of 30 letters that can't be mistaken for each other, 78 bits, `ABCD-EFGH-JKMN-PQRS`. */
export function newCode(): string {
  const all = [...randomBytes(64)]
    .filter((byte) => byte < 240)
    .slice(0, 16)
    .map((byte) => letters[byte % letters.length])
  return all.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** What is stored of a code, however it was typed. */
export const hashCode = (code: string): string => hashToken(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
