import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Who } from '../../../kernel/access/who.ts'
import { Failure } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Records, Row } from '../../../kernel/record/store.server.ts'
import { attachAll } from './article-attachments.server.ts'
import { type ArticleFile, readArticleFile } from './article-file.ts'
import { withMarkdownPictures } from './article-links.ts'

const type = 'knowledge_article'
const largest = 200_000

/** What became of a folder of Markdown files. */
export interface ImportReport {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  /** Files that were not taken, each with what is wrong. */
  readonly defects: readonly Told[]
  /** Files that were taken, each with what of it could not be brought along. */
  readonly incomplete: readonly Told[]
}
interface Told {
  readonly file: string
  readonly problems: readonly string[]
}

/**
 * Brings every `.md` file below a folder in as an article that is known by its path there: again, it is the same article, and one that
 * didn't change stays untouched. Files that it points at become its own, links to other files lead to their articles.
 * Files with defects are left out and told; all others are taken.
 */
export async function importArticles(kernel: Kernel, who: Who, folder: string): Promise<ImportReport> {
  const records = kernel.store.as(who)
  const counts = { created: 0, updated: 0, unchanged: 0 }
  const [defects, incomplete]: [Told[], Told[]] = [[], []]
  const find = openNames(records)
  const there: { readonly row: Row; readonly values: Values; readonly isNew: boolean }[] = []
  const attempt = async (file: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      const says = error.problems.length > 0 ? error.problems.map((one) => one.says) : [error.message]
      defects.push({ file, problems: says })
    }
  }
  // All are there, unpublished, before any text is finished: texts point at each other.
  for (const file of await filesBelow(folder))
    await attempt(file, async () => {
      const bytes = await readFile(path.join(folder, file))
      const problems = problemsOfBytes(bytes)
      const read = problems.length > 0 ? { problems } : readArticleFile(bytes.toString('utf8'))
      const found = 'problems' in read ? read : await valuesOf(read.article, file, find)
      if ('problems' in found) defects.push({ file, problems: found.problems })
      else there.push({ values: found.values, ...(await rowOf(records, found.values)) })
    })
  const numbers = new Map(there.map(({ row, values }) => [values.source, row.number]))
  const around = { folder, numberOf: (source: string) => numbers.get(source) ?? null }
  for (const { row, values, isNew } of there)
    await attempt(values.source, async () => {
      if (row.archivedAt !== null) return void counts.unchanged++
      const pointing = { id: row.id, source: values.source, body: withMarkdownPictures(values.draft) }
      const { body, missing, hasNew } = await attachAll(kernel, who, pointing, around)
      if (missing.length > 0) incomplete.push({ file: values.source, problems: missing })
      const isChanged = await refresh(records, row, { ...values, draft: body })
      counts[isNew ? 'created' : isChanged || hasNew ? 'updated' : 'unchanged']++
    })
  defects.sort((a, b) => (a.file < b.file ? -1 : 1))
  return { ...counts, defects, incomplete }
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

type Values = Readonly<Record<string, unknown>> & {
  readonly source: string
  readonly draft: string
  readonly isDraft: boolean
}

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

/** The article that came of the file, or a new one, which nobody reads yet. */
async function rowOf(
  records: Records,
  { isDraft: _, ...values }: Values,
): Promise<{ readonly row: Row; readonly isNew: boolean }> {
  const { rows } = await records.list(type, { filter: { source: values.source }, archived: 'with', limit: 1 })
  const [known] = rows
  if (known) return { row: known, isNew: false }
  return { row: await records.create(type, values), isNew: true }
}

/** Writes what differs and publishes it; an article that was retired or put away by hand stays so. */
function refresh(records: Records, known: Row, { isDraft, ...values }: Values): Promise<boolean> {
  return records.transaction(async (within) => {
    // What the file says is all that waits.
    const row = await within.update(type, known.id, { ...values, changes: null })
    const isWaiting = row.state === 'published' && row.hasChanges === true
    if (!isDraft && isWaiting) await within.update(type, row.id, { edition: Number(row.edition) + 1 })
    if (!isDraft && (row.state === 'draft' || row.state === 'in_review')) await within.move(type, row.id, 'publish')
    return row.version !== known.version || (!isDraft && isWaiting)
  })
}
