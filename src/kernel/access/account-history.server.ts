import type { Clock } from '../clock.ts'
import type { Db } from '../database/db.server.ts'
import { appendEntry, emptyChain, type Fragment } from '../history/entry.server.ts'
import { entrySelect, type PlacedEntry } from '../history/position.server.ts'
import { accountSentence, type AccountVerb } from './account-sentence.ts'
import type { Who } from './who.ts'

/** The type under which accounts stand in the registry, so that they have a history; no record has this name. */
export const accountType = 'account'

/** What happened to an account. */
export interface AccountHappening {
  readonly account: string
  readonly verb: AccountVerb
  readonly before?: Fragment
  readonly after?: Fragment
  readonly reason?: string | null
}

/** Writes what happened to an account into the history, in the transaction that did it. */
export async function tellAccount(
  tx: Db,
  writer: { readonly who: Who; readonly clock: Clock },
  { account, ...happening }: AccountHappening,
): Promise<void> {
  // Its row in the registry has no words to search for, and bears its name.
  await tx.query({
    text: `insert into record (id, type, title, entries, chain, search, folded) select id, $2, name, $3, $4, '', '' from account where id = $1
      on conflict (id) do update set title = excluded.title where record.title <> excluded.title`,
    values: [account, accountType, emptyChain.entries, emptyChain.chain],
  })
  await appendEntry(tx, writer, { recordId: account, type: accountType, ...happening })
}

/** An entry of an account's history as pages show it. */
export interface ShownAccountEntry {
  readonly id: string
  readonly entry: number
  readonly at: string
  readonly who: { readonly name: string; readonly account: string | null }
  readonly via: string
  readonly verb: string
  readonly sentence: string
  readonly reason: string | null
}

/** What happened to an account, newest first; `before` is the last `entry` of the page before. */
export async function readAccountHistory(
  db: Db,
  account: string,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<readonly ShownAccountEntry[]> {
  const entries = await db.query<PlacedEntry>({
    text: `select ${entrySelect} from history h where h.record_id = $1 and h.type = $2 and h.entry < $3 order by h.entry desc limit $4`,
    values: [account, accountType, before ?? 2_147_483_647, limit],
  })
  const words = await wordsFor(db, entries)
  return entries.map(({ id, entry, at, who, whoName, via, verb, reason, ...told }) => ({
    id,
    entry,
    at: at.toISOString(),
    who: { name: whoName, account: who },
    via,
    verb,
    sentence: accountSentence({ ...told, verb, whoName, isOwn: who === account }, words),
    reason,
  }))
}

/** Labels of roles by name, and titles of the records that accounts were linked to. */
async function wordsFor(db: Db, entries: readonly PlacedEntry[]): Promise<ReadonlyMap<string, string>> {
  const links = entries
    .flatMap(({ before, after }) => [before?.self, after?.self])
    .filter((id) => typeof id === 'string')
  const rows = await db.query<{ key: string; word: string }>({
    text: `select name as key, label as word from role union all select id::text, title from record where id = any($1::uuid[])`,
    values: [links],
  })
  return new Map(rows.map(({ key, word }) => [key, word]))
}
