type Fragment = Readonly<Record<string, unknown>>
interface Told {
  readonly verb: string
  readonly before: Fragment | null
  readonly after: Fragment | null
}

/** What happened beside a record's own values, in words: a comment, a file, a tag, a relation, a task. */
export function traitPhrase({ verb, before, after }: Told, titles: ReadonlyMap<string, string>): string {
  const name = nameIn(after) ?? nameIn(before)
  const phrase = phrases[verb]
  if (verb === 'tagged' || verb === 'tags_changed') return tagPhrase(listIn(before), listIn(after))
  if (verb === 'related' || verb === 'unrelated') return relationPhrase(verb, after ?? before ?? {}, titles)
  if (!phrase) return verb.replaceAll('_', ' ')
  return name === null ? phrase[0] : phrase[1].replace('…', name)
}

/** Without a name, and with one. */
const phrases: Readonly<Record<string, readonly [string, string]>> = {
  commented: ['commented', 'commented'],
  comment_edited: ['edited a comment', 'edited a comment'],
  comment_removed: ['removed a comment', 'removed a comment'],
  file_added: ['added a file', 'added the file …'],
  file_removed: ['removed a file', 'removed the file …'],
  task_added: ['added a task', 'added the task “…”'],
  task_changed: ['changed a task', 'changed the task “…”'],
  task_done: ['finished a task', 'finished the task “…”'],
  task_reopened: ['reopened a task', 'reopened the task “…”'],
  task_removed: ['removed a task', 'removed the task “…”'],
  approval_asked: ['asked for an approval', 'asked for the approval “…”'],
  approval_given: ['approved', 'said yes to “…”'],
  approval_refused: ['refused', 'said no to “…”'],
  approval_lapsed: ['let an approval lapse', 'let the approval “…” lapse'],
  approval_withdrawn: ['withdrew an approval', 'withdrew the request “…”'],
  approved: ['completed an approval', 'completed the approval “…”: it is approved'],
  rejected: ['ended an approval', 'ended the approval “…”: it is rejected'],
  watched: ['began to watch it', 'began to watch it'],
  unwatched: ['stopped watching it', 'stopped watching it'],
}

function nameIn(fragment: Fragment | null): string | null {
  const name = fragment?.name ?? fragment?.title
  return typeof name === 'string' && name !== '' ? name : null
}

const listIn = (fragment: Fragment | null): readonly string[] =>
  Array.isArray(fragment?.tags) ? fragment.tags.filter((tag): tag is string => typeof tag === 'string') : []

function tagPhrase(before: readonly string[], after: readonly string[]): string {
  const added = after.filter((tag) => !before.includes(tag))
  const removed = before.filter((tag) => !after.includes(tag))
  const parts = [
    ...(added.length > 0 ? [`added the ${tags(added)}`] : []),
    ...(removed.length > 0 ? [`removed the ${tags(removed)}`] : []),
  ]
  return parts.join(' and ') || 'changed the tags'
}

const tags = (names: readonly string[]): string => `${names.length === 1 ? 'tag' : 'tags'} ${names.join(', ')}`

function relationPhrase(verb: string, { other, reads }: Fragment, titles: ReadonlyMap<string, string>): string {
  const target = titles.get(String(other)) ?? 'something you may not see'
  const how = typeof reads === 'string' ? ` (${reads})` : ''
  return verb === 'related' ? `related it to ${target}${how}` : `removed its relation to ${target}${how}`
}
