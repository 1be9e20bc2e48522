import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Who } from '../../../kernel/access/who.ts'
import { Failure } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Records, Row } from '../../../kernel/record/store.server.ts'
import { type ArticleFile, readArticleFile } from './article-file.ts'

const type = 'knowledge_article'
const largest = 200_000

/** What became of a folder of Markdown files. */
export interface ImportReport {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  /** Files that were not taken, each with what is wrong. */
  readonly defects: readonly { readonly file: string; readonly problems: readonly string[] }[]
}

/**
 * Brings every `.md` file below a folder in as an article that is known by its path there: again, it is the same article, and one that
 * didn't change stays untouched. Files with defects are left out and told; all others are taken.
 */
export async function importArticles(
  { store }: Pick<Kernel, 'store'>,
  who: Who,
  folder: string,
): Promise<ImportReport> {
  const records = store.as(who)
  const counts = { created: 0, updated: 0, unchanged: 0 }
  const defects: ImportReport['defects'][number][] = []
  const find = openNames(records)
  for (const file of await filesBelow(folder)) {
    try {
      const bytes = await readFile(path.join(folder, file))
      const problems = problemsOfBytes(bytes)
      const read = problems.length > 0 ? { problems } : readArticleFile(bytes.toString('utf8'))
      const found = 'problems' in read ? read : await valuesOf(read.article, file, find)
      if ('problems' in found) defects.push({ file, problems: found.problems })
      else counts[await keep(records, found.values)]++
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      const says = error.problems.length > 0 ? error.problems.map((one) => one.says) : [error.message]
      defects.push({ file, problems: says })
    }
  }
  return { ...counts, defects }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter(
      (entry) => entry.isFile() && /\.(md|markdown)$/i.test(entry.name) && entry.name.toLowerCase() !== 'readme.md',
    )
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}

function problemsOfBytes(bytes: Buffer): readonly string[] {
  if (bytes.length > largest) return [`It is larger than ${largest / 1000} kB.`]
  return Buffer.from(bytes.toString('utf8')).equals(bytes) && !bytes.includes(0) ? [] : ['It is no UTF-8 text.']
}

type Names = (kind: 'service' | 'business_unit' | 'person', name: string) => Promise<string | null>

/** Looks records up by name (a person by e-mail, too, a unit by its code), each once. */
function openNames(records: Records): Names {
  const keys = { service: ['name'], business_unit: ['code', 'name'], person: ['email', 'name'] } as const
  const known = new Map<string, Promise<string | null>>()
  const look = async (kind: keyof typeof keys, name: string): Promise<string | null> => {
    for (const field of keys[kind]) {
      const { rows } = await records.list(kind, { filter: { [field]: name }, columns: [field], limit: 2 })
      if (rows.length === 1) return rows[0]?.id ?? null
    }
    return null
  }
  return (kind, name) => {
    const key = `${kind} ${name}`
    const found = known.get(key) ?? look(kind, name)
    known.set(key, found)
    return found
  }
}

type Values = Readonly<Record<string, unknown>> & { readonly source: string; readonly isDraft: boolean }

async function valuesOf(
  article: ArticleFile,
  source: string,
  find: Names,
): Promise<{ readonly values: Values } | { readonly problems: readonly string[] }> {
  const problems: string[] = []
  const idsOf = async (
    kind: Parameters<Names>[0],
    names: readonly string[],
    word: string,
  ): Promise<readonly string[]> => {
    const ids = await Promise.all(names.map((name) => find(kind, name)))
    ids.forEach((id, at) => id === null && problems.push(`There is no ${word} “${names[at]}”, or more than one.`))
    return ids.filter((id) => id !== null)
  }
  const services = await idsOf('service', article.services, 'service')
  const units = await idsOf('business_unit', article.units, 'business unit')
  const [owner = null] = await idsOf('person', article.owner === null ? [] : [article.owner], 'person')
  if (problems.length > 0) return { problems }
  const { title, summary, body, topic, words, audience, language, reviewEvery, isDraft } = article
  const values = {
    ...{ source, isDraft, title, summary, words, audience, units, services, draft: body },
    ...(topic === null ? {} : { topic }),
    ...(language === null ? {} : { language }),
    ...(owner === null ? {} : { owner }),
    ...(reviewEvery === null ? {} : { reviewEvery }),
  }
  return { values }
}

async function keep(records: Records, { isDraft, ...values }: Values): Promise<'created' | 'updated' | 'unchanged'> {
  const { rows } = await records.list(type, { filter: { source: values.source }, archived: 'with', limit: 1 })
  const [known] = rows
  if (!known) {
    await records.transaction(async (within) => {
      const { id } = await within.create(type, values)
      if (!isDraft) await within.move(type, id, 'publish')
    })
    return 'created'
  }
  return (await refresh(records, known, { values, isDraft })) ? 'updated' : 'unchanged'
}

/** Writes what differs and publishes it; an article that was retired or put away by hand stays so. */
function refresh(
  records: Records,
  known: Row,
  { values, isDraft }: { readonly values: Readonly<Record<string, unknown>>; readonly isDraft: boolean },
): Promise<boolean> {
  return records.transaction(async (within) => {
    if (known.archivedAt !== null) return false
    const row = await within.update(type, known.id, values)
    const isWaiting = row.state === 'published' && row.draft !== row.body
    if (!isDraft && isWaiting) await within.update(type, row.id, { edition: Number(row.edition) + 1 })
    if (!isDraft && (row.state === 'draft' || row.state === 'in_review')) await within.move(type, row.id, 'publish')
    return row.version !== known.version || (!isDraft && isWaiting)
  })
}
