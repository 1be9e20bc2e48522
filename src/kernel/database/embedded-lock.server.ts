import pg from 'pg'

// An arbitrary number for the lock that says "a process uses this database's folder".
const lockId = 7_113_001

/** The right to use an embedded database; it ends with its connection, so a killed holder never leaves it behind. */
export interface Lock {
  /** Tells others who ask what this process is and does (63 bytes are kept). */
  readonly describe: (holder: string) => Promise<void>
  readonly release: () => Promise<void>
  /** Resolves when the connection is gone, and the lock with it. */
  readonly lost: Promise<void>
}

/** Takes the lock, or answers how its holder describes itself. */
export async function takeLock(connectionString: string, holder: string): Promise<Lock | { readonly heldBy: string }> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined) // the database went away, and the lock with it
  const lost = new Promise<void>((resolve) => void client.once('end', resolve))
  await client.connect()
  const describe = async (text: string) =>
    void (await client.query(`set application_name = ${client.escapeLiteral(text)}`))
  await describe(holder)
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lockId])
  if (rows[0]?.taken) return { describe, release: () => client.end(), lost }
  const held = await client.query<{ holder: string }>(
    `select a.application_name as holder from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.classid = 0 and l.objid = $1 and l.granted`,
    [lockId],
  )
  await client.end()
  return { heldBy: held.rows[0]?.holder ?? 'another process' }
}
