import { notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'

/** A mailbox that mails are fetched from, its secrets opened. */
export interface ImapMailbox {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly host: string
  readonly port: number
  readonly security: 'tls' | 'starttls' | 'none'
  readonly certificate: string | null
  readonly folder: string
  readonly afterwards: 'move' | 'flag'
  readonly doneFolder: string | null
  readonly signIn: 'password' | 'oauth2'
  readonly userName: string
  readonly password: string | null
  readonly tokenEndpoint: string | null
  readonly clientId: string | null
  readonly clientSecret: string | null
  readonly refreshToken: string | null
  readonly scope: string | null
}
type Needs = Pick<Kernel, 'db' | 'sealer'>

const columns = `id, name, address, host, port, security, certificate, folder, afterwards, done_folder as "doneFolder",
  sign_in as "signIn", user_name as "userName", password, token_endpoint as "tokenEndpoint", client_id as "clientId",
  client_secret as "clientSecret", refresh_token as "refreshToken", scope`

/** Those that are read, by name, their secrets still sealed. */
export const listImapMailboxes = ({ db }: Pick<Kernel, 'db'>): Promise<readonly ImapMailbox[]> =>
  db.query(
    `select ${columns} from mailbox where way = 'imap' and is_on and archived_at is null order by name limit 500`,
  )

/** One that is fetched by IMAP, on or off, its secrets opened. Throws NotFound where there is none. */
export async function imapMailboxOf({ db, sealer }: Needs, id: string): Promise<ImapMailbox> {
  const text = `select ${columns} from mailbox where id = $1 and way = 'imap' and archived_at is null`
  const [row] = await db.query<ImapMailbox>({ text, values: [id] })
  if (!row) throw notFound('This mailbox')
  const opened = (sealed: string | null): string | null => (sealed === null ? null : sealer.open(sealed))
  return {
    ...row,
    password: opened(row.password),
    clientSecret: opened(row.clientSecret),
    refreshToken: opened(row.refreshToken),
  }
}

/** Those that mails are handed in for. */
export const listListening = ({
  db,
}: Pick<Kernel, 'db'>): Promise<
  readonly { readonly id: string; readonly address: string; readonly takesPlus: boolean }[]
> =>
  db.query(
    `select id, lower(address) as address, takes_plus as "takesPlus" from mailbox
      where way = 'listener' and is_on and archived_at is null order by name limit 500`,
  )
