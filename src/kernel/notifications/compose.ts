import { type Block, type Letter, writeLetter } from '../mail/letter.ts'
import { notificationKinds, type NotificationKind } from './kinds.ts'

/** A notification that is to be mailed. */
export interface Due {
  readonly id: string
  readonly kind: NotificationKind
  readonly title: string
  readonly text: string
  /** What it is about; null when that is no record. */
  readonly record: { readonly id: string; readonly name: string; readonly path: string } | null
  readonly path: string | null
  readonly byName: string | null
}
/** Addresses that mails lead to. */
export interface Addresses {
  /** Where people reach the application, without a slash at the end. */
  readonly url: string
  readonly unsubscribe: (topic: NotificationKind | 'digest') => { readonly page: string; readonly oneClick: string }
}
interface Composed {
  readonly kind: string
  readonly subject: string
  readonly thread: string | null
  readonly from: string | undefined
  readonly text: string
  readonly html: string
  readonly headers: Readonly<Record<string, string>>
}

const mostLetters = 3
const mostLines = 50

/** The mails that tell somebody of these: one for each record, or a single one where there are many. */
export function composeAtOnce(due: readonly Due[], addresses: Addresses): readonly Composed[] {
  const about = Map.groupBy(due, ({ record, id }) => record?.id ?? id)
  if (about.size > mostLetters) return [composeMany(due, { addresses, topic: 'many' })]
  return [...about.values()].map((group) => composeOne(group, addresses))
}

/** The one mail of a day. */
export const composeDigest = (due: readonly Due[], addresses: Addresses): Composed =>
  composeMany(due, { addresses, topic: 'digest' })

function composeOne(group: readonly Due[], addresses: Addresses): Composed {
  const [first] = group
  if (!first) throw new Error('There is nothing to tell.')
  const { record, kind } = first
  const heading = group.length === 1 ? first.title : `${group.length} things happened`
  const blocks = group.flatMap(({ title, text }): Block[] => [
    ...(group.length > 1 ? [{ says: title }] : []),
    ...(text ? [{ quotes: text }] : []),
  ])
  const path = record?.path ?? first.path
  const names = new Set(group.map(({ byName }) => byName))
  const kinds = [...new Set(group.map((one) => one.kind))]
  return {
    kind,
    subject: record?.name ?? first.title,
    thread: record?.id ?? null,
    from: names.size === 1 && first.byName ? `${first.byName} (Quarterdeck)` : undefined,
    headers: listHeaders(addresses.unsubscribe(kind).oneClick),
    ...writeLetter({
      brand: record ? `Quarterdeck · ${record.name}` : 'Quarterdeck',
      heading,
      blocks,
      action: path ? { label: record ? `Open ${record.name}` : 'Open', url: `${addresses.url}${path}` } : undefined,
      footer: footerOf(kinds, addresses),
    }),
  }
}

function composeMany(
  due: readonly Due[],
  { addresses, topic }: { addresses: Addresses; topic: 'digest' | 'many' },
): Composed {
  const [first] = due
  const isDigest = topic === 'digest'
  const heading = isDigest ? 'What happened since the last digest' : `${due.length} things happened`
  const lines = due.slice(0, mostLines).map(({ record, title, text, path }) => ({
    title: record ? `${record.name}: ${title}` : title,
    ...(text && { text: text.length > 200 ? `${text.slice(0, 199)}…` : text }),
    ...((record?.path ?? path) && { url: `${addresses.url}${record?.path ?? path}` }),
  }))
  const more = due.length - lines.length
  const kinds = [...new Set(due.map(({ kind }) => kind))]
  const { oneClick, page } = addresses.unsubscribe(isDigest ? 'digest' : (first?.kind ?? 'mentioned'))
  const footer = isDigest
    ? ['This comes once a day.', { label: 'No more daily digests', url: page }, choose(addresses)]
    : footerOf(kinds, addresses)
  return {
    kind: topic,
    subject: isDigest ? `${due.length === 1 ? 'One thing' : `${due.length} things`} that happened` : heading,
    thread: null,
    from: undefined,
    headers: listHeaders(oneClick),
    ...writeLetter({
      brand: 'Quarterdeck',
      heading,
      blocks: [{ lists: lines }, ...(more > 0 ? [{ says: `And ${more} more in your inbox.` }] : [])],
      action: { label: 'Open the inbox', url: `${addresses.url}/inbox` },
      footer,
    }),
  }
}

const footerOf = (kinds: readonly NotificationKind[], addresses: Addresses): NonNullable<Letter['footer']> => [
  ...kinds.map((kind) => ({
    label: `No more mails of this kind: ${notificationKinds[kind].label}`,
    url: addresses.unsubscribe(kind).page,
  })),
  choose(addresses),
]

const choose = ({ url }: Addresses) => ({ label: 'Choose what is mailed', url: `${url}/account/notifications` })

/** RFC 8058: a mail program ends these by one POST, without opening a page. */
const listHeaders = (oneClick: string): Record<string, string> => ({
  'List-Unsubscribe': `<${oneClick}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})
