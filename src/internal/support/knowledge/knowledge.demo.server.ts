import { allWritten } from '../../../kernel/record/outcome.server.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { DemoContext, DemoPart } from '../../../foundation/demo.server.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import type { Who } from '../../../kernel/access/who.ts'
import { addSpan } from '../../../kernel/record/relative-day.ts'
import { relate } from '../../../kernel/traits/relations.server.ts'
import { type ArticleFile, readArticleFile } from './article-file.ts'
import { found, inReview, missed, ownerless, retired, rewritten, settled, usage } from './demo/usage.ts'
import { gapOf } from './question.ts'

const type = 'knowledge_article'
const folder = join(import.meta.dirname, 'demo')

/** What the demo company's people can read up, as if it had come from Markdown files some time ago. */
export const knowledgePart: DemoPart = {
  name: 'knowledge',
  needs: ['services'],
  create: async (context) => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.md'))
    const told = files.sort().map((file) => ({ key: basename(file, '.md'), ...articleIn(file) }))
    const values = await valuesOf(context, told)
    const at = (key: string): Date => monthsBefore(context.now, usage[key]?.[0] ?? 1)
    const keys = told.map(({ key }) => key)
    const { records, made } = context
    const created = await records.createMany(type, values, { told: keys.map((key) => ({ at: at(key) })) })
    allWritten('The demo company’s article', created).forEach((id, row) => made.put(type, keys[row] ?? '', id))
    const moveAll = async (moved: readonly string[], move: string, when: (key: string) => Date): Promise<void> => {
      const ids = moved.map((key) => made.id(type, key))
      allWritten(
        'The demo company’s article',
        await records.moveMany(type, ids, move, { told: moved.map((key) => ({ at: when(key) })) }),
      )
    }
    await moveAll(
      keys.filter((key) => usage[key]),
      'publish',
      at,
    )
    await moveAll(retired, 'retire', () => monthsBefore(context.now, 2))
    await moveAll(inReview, 'submit', () => context.now)
    const patches = Object.entries(rewritten).map(([key, [from, to]]) => {
      const draft = told.find((one) => one.key === key)?.body.replace(from, to)
      return { id: made.id(type, key), set: { draft } }
    })
    allWritten('The demo company’s article', await records.updateMany(type, patches, {}))
    await countUsage(context)
  },
}

function articleIn(file: string): ArticleFile {
  const read = readArticleFile(readFileSync(join(folder, file), 'utf8'))
  if ('problems' in read) throw new Error(`${file}: ${read.problems.join(' ')}`)
  return read.article
}

const monthsBefore = (now: Date, months: number): Date =>
  new Date(`${addSpan(now.toISOString().slice(0, 10), `${months}m`, -1)}T08:00:00Z`)

/** Each article is kept right by the owner of its service. */
async function valuesOf({ records }: DemoContext, told: readonly (ArticleFile & { readonly key: string })[]) {
  const { rows: services } = await records.list('service', { columns: ['name', 'owner'], limit: 200 })
  const { rows: units } = await records.list('business_unit', { columns: ['name'], limit: 200 })
  const named = <T extends { readonly title: string }>(rows: readonly T[], name: string): T => {
    const found = rows.find(({ title }) => title === name)
    if (!found) throw new Error(`The demo company has no '${name}'.`)
    return found
  }
  return told.map(
    ({ key, title, summary, body, topic, words, audience, units: names, language, services: about, reviewEvery }) => {
      const own = about.map((name) => named(services, name))
      return {
        ...{ title, summary, topic, words, audience, language, draft: body },
        reviewEvery: reviewEvery ?? 12,
        units: names.map((name) => named(units, name).id),
        services: own.map(({ id }) => id),
        owner: ownerless.includes(key) ? null : (idsOf(own[0]?.owner)[0] ?? null),
      }
    },
  )
}

async function countUsage({ kernel: { db }, made, now }: DemoContext): Promise<void> {
  const rows = Object.entries(usage).map(([key, counts]) => ({ id: made.id(type, key), counts }))
  const column = (place: 1 | 2 | 3): readonly number[] => rows.map(({ counts }) => counts[place])
  await db.query({
    text: `with u as (select * from unnest($1::uuid[], $2::int[], $3::int[], $4::int[]) u (id, views, solved, unsolved)),
      counted as (
        update knowledge_article a set views = u.views, solved = u.solved, unsolved = u.unsolved from u where a.id = u.id returning a.id
      )
      insert into article_reading (article, day, times)
        select u.id, $5::date - d, greatest(1, u.views / 400 + (u.views + d * 7) % 3) from u join counted c on c.id = u.id
          cross join generate_series(0, 29) d where extract(isodow from $5::date - d) < 6`,
    values: [rows.map(({ id }) => id), column(1), column(2), column(3), now],
  })
}

/** What its people looked for and didn't find, and which articles settled tickets. */
export async function createKnowledgeLife(
  { kernel, records, made, now }: DemoContext,
  holders: ReadonlyMap<string, Who>,
): Promise<void> {
  const who = (role: string): Who => {
    const holder = holders.get(role)
    if (!holder) throw new Error(`Nobody in the demo company has the role '${role}'.`)
    return holder
  }
  for (const [asked, days, role] of missed)
    await kernel.db.query({
      text: 'insert into help_search (id, at, account_id, asked, gap, results) values ($1, $2, $3, $4, $5, 0)',
      values: [kernel.clock.id(), new Date(now.getTime() - days * 86_400_000), who(role).account, asked, gapOf(asked)],
    })
  let turn = 0
  for (const { account } of holders.values())
    for (const [asked, article] of found) {
      // Each of them asked for some of it, at some time of the last weeks, and most were helped.
      if (++turn % 5 < 2) continue
      const at = new Date(now.getTime() - (turn % 27) * 86_400_000 - turn * 60_000)
      const id = made.id(type, article)
      await kernel.db.query({
        text: `with searched as (
            insert into help_search (id, at, account_id, asked, gap, results, opened) values ($1, $2, $3, $4, $5, 4, $6)
          )
          insert into article_verdict (article, account_id, has_solved, at) values ($6, $3, $7, $2)`,
        values: [kernel.clock.id(), at, account, asked, gapOf(asked), id, turn % 9 > 0],
      })
    }
  for (const [article, words] of settled) {
    const filter = { state: ['resolved', 'closed'] }
    const { rows } = await records.list('ticket', { q: words, filter, columns: ['title'], limit: 3 })
    for (const { id } of rows)
      await relate(kernel, who('service_desk_agent'), {
        id,
        relation: { link: 'ticket_solved_by', direction: 'forward', other: made.id(type, article) },
      })
  }
}
