import { testApplication } from '../kit/application.ts'
import { testClock } from '../kit/clock.ts'
import type { Caller } from '../kit/record/callers.ts'
import { fillWorld, paths, rowRegistry, type Type, types } from './world.ts'

/** The ids that somebody may see, by record type. */
export type Visible = ReadonlyMap<Type, ReadonlySet<string>>

/** The world on a server of its own, with what tests look at it by. Call it at the top level of a test file. */
export async function openWorld() {
  const clock = testClock('2026-11-23T09:00:00.000Z')
  const { app, kernel, db } = await testApplication({ clock, registry: rowRegistry() })
  const callers = await fillWorld(kernel)
  const rows = await db.query<{ id: string; type: Type; title: string }>({
    text: 'select id, type, title from record where type = any($1)',
    values: [types],
  })
  /** Every record's type by id, and those that were made to slip through. */
  const known = new Map(rows.map(({ id, type }) => [id, type]))
  const hidden = rows.filter(({ title }) => title.startsWith('Hidden'))

  const get = (who: Caller, at: string) =>
    app.inject({ url: `/api/v1${at}`, headers: { authorization: `Bearer ${who.token}` } })
  const json = async <T>(who: Caller, at: string): Promise<T> => (await get(who, at)).json<T>()
  const sees = (visible: Visible, id: string): boolean => {
    const type = known.get(id)
    return type === undefined || visible.get(type)?.has(id) === true
  }

  /** Ids of records anywhere in an answer that its reader may not see. A reference without a title tells that there is something, and not what. */
  function leaks(value: unknown, visible: Visible): readonly string[] {
    if (typeof value === 'string') return sees(visible, value) ? [] : [value]
    if (Array.isArray(value)) return value.flatMap((one) => leaks(one, visible))
    if (typeof value !== 'object' || value === null) return []
    const isUntitled = 'id' in value && 'title' in value && value.title === null && Object.keys(value).length === 2
    return isUntitled
      ? []
      : Object.entries(value).flatMap(([key, one]) => [...leaks(key, visible), ...leaks(one, visible)])
  }

  /** What an answer's text gives away: titles of records that were made to slip through. */
  const titlesIn = (body: string, visible: Visible): readonly string[] =>
    hidden
      .filter(({ id, title }) => !sees(visible, id) && body.includes(JSON.stringify(title).slice(1, -1)))
      .map(({ title }) => title)

  async function everyPage(who: Caller, type: Type, query: string): Promise<readonly { readonly id: string }[]> {
    const rows: { id: string }[] = []
    let after: string | null = ''
    while (after !== null) {
      const page: { rows?: { id: string }[]; next?: string | null } = await json(
        who,
        `/${paths[type]}?limit=200&archived=with&${query}${after && `&after=${encodeURIComponent(after)}`}`,
      )
      rows.push(...(page.rows ?? []))
      after = page.next ?? null
    }
    return rows
  }

  return { app, kernel, db, callers, known, hidden, get, json, sees, leaks, titlesIn, everyPage }
}
