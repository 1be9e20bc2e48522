import type { Comment } from '../../traits/wire.ts'
import type { HistoryEntry } from './row.ts'

/** A comment, or what one person changed within a few minutes. */
export type StreamItem =
  | { readonly kind: 'comment'; readonly key: string; readonly at: string; readonly comment: Comment }
  | {
      readonly kind: 'changes'
      readonly key: string
      readonly at: string
      readonly who: string
      readonly entries: readonly HistoryEntry[]
    }

const together = 10 * 60 * 1000

/** Comments and history as one stream, oldest first; entries that only say that a comment was written are left out. */
export function streamOf(comments: readonly Comment[], entries: readonly HistoryEntry[]): readonly StreamItem[] {
  const changes = entries
    .filter((entry) => !entry.verb.startsWith('comment'))
    .map(
      (entry): StreamItem => ({ kind: 'changes', key: entry.id, at: entry.at, who: entry.who.name, entries: [entry] }),
    )
  const said = comments.map((comment): StreamItem => ({ kind: 'comment', key: comment.id, at: comment.at, comment }))
  const sorted = [...changes, ...said].sort((a, b) => a.at.localeCompare(b.at))
  return sorted.reduce<StreamItem[]>(join, [])
}

function join(items: StreamItem[], next: StreamItem): StreamItem[] {
  const last = items.at(-1)
  if (last?.kind !== 'changes' || next.kind !== 'changes' || last.who !== next.who) return [...items, next]
  if (Date.parse(next.at) - Date.parse(last.at) > together) return [...items, next]
  return [...items.slice(0, -1), { ...last, at: next.at, entries: [...last.entries, ...next.entries] }]
}
