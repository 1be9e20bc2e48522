import { randomBytes } from 'node:crypto'
import type { Kernel } from '../kernel.server.ts'
import { hashToken } from './token.server.ts'

type Needed = Pick<Kernel, 'db' | 'clock'>

/** What a ticket is for: it is worth nothing anywhere else. */
export type TicketPurpose = 'second-step' | 'passkey-in' | 'passkey-new' | 'oidc' | 'saml' | 'saml-in'

interface Ticket {
  readonly purpose: TicketPurpose
  readonly ticket: string
}

/** Keeps what is known between two requests of a sign-in, for so many minutes; whoever holds the ticket goes on. Only its hash is stored. */
export async function issueTicket(
  { db, clock }: Needed,
  { purpose, about, minutes }: { purpose: TicketPurpose; about: Readonly<Record<string, string>>; minutes: number },
): Promise<string> {
  const ticket = randomBytes(24).toString('base64url')
  const now = clock.now()
  await db.query({
    text: 'insert into verification (id, identifier, value, expires_at, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)',
    values: [
      clock.id(),
      nameOf({ purpose, ticket }),
      JSON.stringify(about),
      new Date(now.getTime() + minutes * 60_000),
      now,
    ],
  })
  return ticket
}

/** What a ticket stands for; null when it is unknown, used or too old. */
export async function readTicket(
  { db, clock }: Needed,
  ticket: Ticket,
): Promise<Readonly<Record<string, string>> | null> {
  const [row] = await db.query<{ value: string }>({
    text: 'select value from verification where identifier = $1 and expires_at > $2',
    values: [nameOf(ticket), clock.now()],
  })
  return row ? JSON.parse(row.value) : null
}

/** The same, once: only the first of those who come with it is answered. */
export async function spendTicket(
  { db, clock }: Needed,
  ticket: Ticket,
): Promise<Readonly<Record<string, string>> | null> {
  const [row] = await db.query<{ value: string }>({
    text: 'delete from verification where identifier = $1 and expires_at > $2 returning value',
    values: [nameOf(ticket), clock.now()],
  })
  return row ? JSON.parse(row.value) : null
}

const nameOf = ({ purpose, ticket }: Ticket): string => `${purpose}:${hashToken(ticket)}`
