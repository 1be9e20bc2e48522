import { parse } from 'yaml'

/** An article as a Markdown file tells it; services, units and the owner by their names. */
export interface ArticleFile {
  readonly title: string
  readonly summary: string | null
  readonly body: string
  readonly topic: string | null
  readonly words: string | null
  readonly audience: 'everyone' | 'units' | 'it'
  readonly units: readonly string[]
  readonly language: string | null
  readonly services: readonly string[]
  readonly owner: string | null
  readonly reviewEvery: number | null
  readonly isDraft: boolean
}

const known = [
  'title',
  'summary',
  'topic',
  'words',
  'audience',
  'language',
  'service',
  'services',
  'owner',
  'review',
  'state',
]

/** Reads a Markdown file with front matter. What can't be read is told, each in a sentence; nothing is guessed that would show an article to more people. */
export function readArticleFile(
  text: string,
): { readonly article: ArticleFile } | { readonly problems: readonly string[] } {
  const { head, body } = partsOf(text.replace(/^\u{feff}/u, '').replaceAll('\r\n', '\n'))
  const read = head === null ? {} : fieldsOf(head)
  if (typeof read === 'string') return { problems: [read] }
  const problems = Object.keys(read)
    .filter((name) => !known.includes(name))
    .map((name) => `“${name}” is not known here. Known are ${known.join(', ')}.`)
  const heading = /^#\s+(.+?)\s*#*$/m.exec(body)
  const isTitled = typeof read.title === 'string' && read.title.trim() !== ''
  const title = isTitled ? String(read.title).trim() : (heading?.[1] ?? '')
  if (title === '') problems.push('It has no title: write `title:` at its top, or begin it with a heading.')
  const own = (isTitled || !heading ? body : body.replace(heading[0], '')).trim()
  if (own === '') problems.push('There is no text in it.')
  const { audience, units } = audienceOf(read.audience)
  if (audience === null) problems.push('“audience” is empty: write everyone, IT, or names of business units.')
  const reviewEvery = read.review === undefined ? null : Number(read.review)
  if (reviewEvery !== null && !(Number.isInteger(reviewEvery) && reviewEvery >= 1 && reviewEvery <= 60))
    problems.push('“review” must be a number of months, from 1 to 60.')
  if (read.state !== undefined && read.state !== 'draft' && read.state !== 'published')
    problems.push('“state” must be draft or published.')
  if (problems.length > 0 || audience === null) return { problems }
  return {
    article: {
      title,
      summary: textOf(read.summary),
      body: own,
      topic: textOf(read.topic),
      words: listOf(read.words).join(', ') || null,
      audience,
      units,
      language: textOf(read.language),
      services: [...listOf(read.service), ...listOf(read.services)],
      owner: textOf(read.owner),
      reviewEvery,
      isDraft: read.state === 'draft',
    },
  }
}

function partsOf(text: string): { readonly head: string | null; readonly body: string } {
  const match = /^---\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(text)
  return match ? { head: match[1] ?? '', body: text.slice(match[0].length) } : { head: null, body: text }
}

/** The front matter by name; a sentence where it can't be read. */
function fieldsOf(head: string): Readonly<Record<string, unknown>> | string {
  try {
    const read: unknown = parse(head) ?? {}
    if (typeof read !== 'object' || Array.isArray(read))
      return 'What stands between the lines of --- must be names with values.'
    return Object.fromEntries(Object.entries(read as object).map(([name, value]) => [name.trim().toLowerCase(), value]))
  } catch (error) {
    const [first = 'it is no YAML'] = String(error instanceof Error ? error.message : error).split('\n')
    return `What stands between the lines of --- can’t be read: ${first.replace(/:$/, '')}.`
  }
}

function audienceOf(value: unknown): {
  readonly audience: ArticleFile['audience'] | null
  readonly units: readonly string[]
} {
  if (value === undefined) return { audience: 'everyone', units: [] }
  const names = listOf(value)
  const [only = ''] = names
  if (names.length === 0) return { audience: null, units: [] }
  if (names.length === 1 && only.toLowerCase() === 'everyone') return { audience: 'everyone', units: [] }
  if (names.length === 1 && /^it( only)?$/i.test(only)) return { audience: 'it', units: [] }
  return { audience: 'units', units: names }
}

const textOf = (value: unknown): string | null =>
  (typeof value === 'string' || typeof value === 'number') && String(value).trim() !== '' ? String(value).trim() : null

/** A list, or a text with commas. */
const listOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : []).flatMap((one) => textOf(one) ?? [])
