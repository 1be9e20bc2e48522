import { isUtf8 } from 'node:buffer'
import { type AddressObject, type EmailAddress, type ParsedMail as Parsed, simpleParser } from 'mailparser'
import { bodyOf } from './body.ts'
import { kindOf } from './kind.ts'
import { isWrapping, packedSays } from './packed.ts'
import type { Attached, ParsedMail, Party } from './mail.ts'
import { marksIn } from './token.server.ts'

/** Files of one mail that are taken out of it; the others stay in the raw mail. */
const mostAttachments = 100
const mostReferences = 200

/** Reads a mail, however broken: what can't be read is left out and said. `ours` are our own addresses, in lower case. */
export async function readMail(raw: Buffer, ours: readonly string[] = []): Promise<ParsedMail> {
  const readable = withReadableHead(raw)
  const parsed = await parse(readable)
  const header = headersOf(parsed)
  const from = partiesOf(parsed.from)[0] ?? partiesOf(senderOf(parsed))[0] ?? null
  const subject = lineOf(parsed.subject ?? '').slice(0, 300)
  const { kind, mayBeAnswered, says } = kindOf({ header, from, subject, report: reportOf(header), ours })
  const all = parsed.attachments.map(attachedOf)
  const files = all.filter((file) => !isWrapping(file))
  const text = printable(await wordsOf(readable, { parsed, files: all }))
  const body = bodyOf({ ...text, subject })
  return {
    from,
    replyTo: partiesOf(parsed.replyTo)[0] ?? null,
    to: partiesOf(parsed.to),
    cc: partiesOf(parsed.cc),
    deliveredTo: ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'].flatMap((name) =>
      header(name).map((value) => value.trim().replaceAll(/[<>]/g, '').toLowerCase()),
    ),
    subject,
    at: dateIn(header('date')[0]),
    messageId: idsIn(header('message-id').join(' '))[0] ?? null,
    inReplyTo: idsIn(header('in-reply-to').join(' ')).slice(0, mostReferences),
    references: idsIn(header('references').join(' ')).slice(-mostReferences),
    kind,
    mayBeAnswered,
    kindSays: says,
    markdown: body.markdown,
    written: body.written,
    marks: marksIn(`${text.text ?? ''}\n${(text.html ?? '').slice(0, 2_000_000)}`),
    attachments: files.slice(0, mostAttachments),
    leftOut: [
      ...body.leftOut,
      ...packedSays({ files: all, written: body.written }),
      ...(files.length > mostAttachments
        ? [`${files.length - mostAttachments} of its ${files.length} files are only in the original mail.`]
        : []),
    ],
  }
}

/** A mail that can't be read however often it is tried. */
export class Unreadable extends Error {}

async function parse(raw: Buffer): Promise<Parsed> {
  try {
    return await simpleParser(raw, {
      ...{ skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true },
    })
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error)
    throw new Unreadable(`It can’t be read as a mail (${says}). Its raw text is kept.`, { cause: error })
  }
}

/** The words of a mail: its own; of one that only passes another on, that one's; of one whose parts can't be told apart, all there is. */
async function wordsOf(
  raw: Buffer,
  { parsed, files }: { readonly parsed: Parsed; readonly files: readonly Attached[] },
): Promise<Texts> {
  const own = await textsOf(raw, parsed)
  if (`${own.text ?? ''}${own.html ?? ''}`.trim() !== '') return own
  const [first] = files
  if (first?.type === 'message/rfc822') {
    const passedOn = await parse(first.content)
    const from = partiesOf(passedOn.from)[0]
    const { text, html } = await textsOf(first.content, passedOn)
    const says = `Passed on: “${lineOf(passedOn.subject ?? '')}”${from ? `, by ${from.name || from.address}` : ''}`
    return html === null
      ? { text: `${says}\n\n${text ?? ''}`, html }
      : { text, html: `<p>${escapeHtml(says)}</p>${html}` }
  }
  if (first) return own
  const body = raw.subarray(endOfHead(raw)).subarray(0, 200_000)
  const isText = !body.includes(0) && /multipart/i.test(headersOf(parsed)('content-type')[0] ?? '')
  return isText ? { text: isUtf8(body) ? body.toString('utf8') : windows.decode(body), html: null } : own
}
const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const endOfHead = (raw: Buffer): number =>
  /\r?\n\r?\n/.exec(raw.subarray(0, 300_000).toString('latin1'))?.index ?? Math.min(raw.length, 300_000)

/** The mail with a head in UTF-8, where somebody wrote it in the letters of Windows without saying so. */
function withReadableHead(raw: Buffer): Buffer {
  const end = endOfHead(raw)
  const head = raw.subarray(0, end)
  if (isUtf8(head)) return raw
  return Buffer.concat([Buffer.from(windows.decode(head)), raw.subarray(end)])
}

const senderOf = ({ headers }: Parsed): AddressObject | undefined => {
  const sender = headers.get('sender')
  return typeof sender === 'object' && 'value' in sender && Array.isArray(sender.value)
    ? (sender as AddressObject)
    : undefined
}

/** When it says that it was written; the parser takes the present for what it can’t read. */
function dateIn(text = ''): Date | null {
  const date = new Date(text.replaceAll(/\([^()]*\)/g, ''))
  return Number.isNaN(date.getTime()) ? null : date
}

/** What a multipart/report reports. */
function reportOf(header: (name: string) => readonly string[]): string | null {
  const type = header('content-type')[0] ?? ''
  if (!/^multipart\/report\b/i.test(type)) return null
  return /report-type\s*=\s*"?([\w-]+)/i.exec(type)?.[1]?.toLowerCase() ?? null
}

/** One line without signs that nobody sees, which a database doesn't keep either. */
const lineOf = (text: string): string => text.replaceAll(/[\s\u0000-\u001f\u007f]+/g, ' ').trim()
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g
const printable = ({ text, html }: Texts): Texts => ({
  text: text?.replaceAll(unseen, ' ') ?? null,
  html: html?.replaceAll(unseen, ' ') ?? null,
})

interface Texts {
  readonly text: string | null
  readonly html: string | null
}

const unreadable = '\ufffd'

/** The texts, mended where a mail says another charset than it is written in. */
async function textsOf(raw: Buffer, { text, html }: Pick<Parsed, 'text' | 'html'>): Promise<Texts> {
  const found = { text: text ?? null, html: typeof html === 'string' ? html : null }
  if (/charset\s*=\s*"?(unicode-1-1-)?utf-7\b/i.test(raw.subarray(0, 300_000).toString('latin1')))
    return { text: found.text && fromUtf7(found.text), html: found.html && fromUtf7(found.html) }
  const both = `${found.text ?? ''}${found.html ?? ''}`
  if (!both.includes(unreadable)) return { text: mended(found.text), html: mended(found.html) }
  const named = raw
    .toString('latin1')
    .replaceAll(/charset\s*=\s*"?(utf-?8|us-ascii|ascii)"?/gi, 'charset=windows-1252')
    .replaceAll(
      /^(content-type[ \t]*:[ \t]*text\/(?:plain|html))[ \t]*;?[ \t]*(?=\r?\n\S|\r?\n\r?\n)/gim,
      '$1; charset=windows-1252',
    )
  const hasType = /^content-type[ \t]*:/im.test(named.slice(0, endOfHead(raw)))
  const other = hasType ? named : `Content-Type: text/plain; charset=windows-1252\r\n${named}`
  const again = await parse(Buffer.from(other, 'latin1'))
  return { text: again.text ?? null, html: typeof again.html === 'string' ? again.html : null }
}

/** Text of Windows that says it is ISO 8859-1, and UTF-8 that says so. */
function mended(text: string | null): string | null {
  if (text === null) return null
  if (/[\u00c2-\u00f4][\u0080-\u00bf]/.test(text) && !/[^\u0000-\u00ff]/.test(text)) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'))
    } catch {
      // it was no UTF-8 after all
    }
  }
  return text.replaceAll(/[\u0080-\u009f]/g, (sign) => windows.decode(Buffer.from(sign, 'latin1')))
}
/** Text in UTF-7 (RFC 2152), which the parser leaves as it is. */
const fromUtf7 = (text: string): string =>
  text.replaceAll(/\+([A-Za-z0-9+/]*)-?/g, (_whole, coded: string) =>
    coded === '' ? '+' : new TextDecoder('utf-16be').decode(Buffer.from(coded, 'base64')).replaceAll('\u0000', ''),
  )
const windows = new TextDecoder('windows-1252')

/** The values of a header as they stand in the mail, folded lines joined. */
function headersOf({ headerLines }: Parsed): (name: string) => readonly string[] {
  return (name) =>
    headerLines
      .filter(({ key }) => key === name)
      .map(({ line }) =>
        line
          .slice(line.indexOf(':') + 1)
          .replaceAll(/\r?\n[ \t]*/g, ' ')
          .trim(),
      )
}

function partiesOf(given: AddressObject | readonly AddressObject[] | undefined): readonly Party[] {
  const all = given === undefined ? [] : Array.isArray(given) ? given : [given as AddressObject]
  const flat = all.flatMap(({ value }) =>
    value.flatMap((one: EmailAddress): readonly EmailAddress[] => one.group ?? [one]),
  )
  const seen = new Set<string>()
  return flat.flatMap(({ name, address }) => {
    const lower = (address ?? '').trim().toLowerCase()
    if (!/^[^\s@<>]+@[^\s@<>]+$/.test(lower) || lower.length > 320 || seen.has(lower)) return []
    seen.add(lower)
    return [{ name: lineOf(name).slice(0, 200), address: lower }]
  })
}

/** Message-IDs without their angle brackets; one that has none is a word of its own. */
export function idsIn(text: string): readonly string[] {
  const bracketed = [...text.matchAll(/<([^<>]{1,500})>/g)].map(([, id = '']) => id)
  const ids = bracketed.length > 0 ? bracketed : text.split(/\s+/).filter((word) => word.includes('@'))
  return [
    ...new Set(ids.map((id) => id.replaceAll(/[\s\u0000-\u001f\u007f]/g, '').slice(0, 500)).filter((id) => id !== '')),
  ]
}

function attachedOf(file: Parsed['attachments'][number], at: number): Attached {
  // A broken head gives no type, or several.
  const type = typeof file.contentType === 'string' ? file.contentType.toLowerCase() : 'application/octet-stream'
  const cid = file.cid?.replaceAll(/^<|>$/g, '') ?? null
  const isPicture = /^image\/(png|jpe?g|gif|webp|bmp)$/i.test(type)
  const name = file.filename
    ?.replaceAll(/[\u0000-\u001f\u007f/\\]/g, '_')
    .trim()
    .slice(0, 200)
  return {
    name: name || nameFor(type, at),
    type,
    content: file.content,
    cid: isPicture ? cid : null,
  }
}

function nameFor(type: string, at: number): string {
  if (/^message\/rfc822$/i.test(type)) return `mail-${at + 1}.eml`
  if (/^text\/calendar$/i.test(type)) return 'invitation.ics'
  const ending = /\/(?:x-)?([a-z0-9]{1,5})$/i.exec(type)?.[1] ?? 'bin'
  return `file-${at + 1}.${ending.toLowerCase()}`
}
