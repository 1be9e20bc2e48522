import PostalMime from 'postal-mime'
import { refusalOf, type Refusal } from './outcome.ts'

/** What a mail server reports of a mail that it had taken on and couldn't deliver (RFC 3464). */
export interface Bounce {
  /** Ids by which our mail may be known, the most certain first: of its envelope (RFC 3461), and of its Message-ID. */
  readonly ids: readonly string[]
  readonly failures: readonly Failed[]
}
interface Failed {
  /** The address that we wrote to, in lower case. */
  readonly address: string
  /** `refused` also where it was passed on from there and nobody has that other address: then ours isn't to blame. */
  readonly outcome: Refusal
  /** The last server's words. */
  readonly says: string
}

/** Reads a report of failed deliveries; null where the mail is none, such as an answer from somebody who is away. */
export async function readBounce(source: Uint8Array): Promise<Bounce | null> {
  const { attachments } = await PostalMime.parse(source, {
    forceRfc822Attachments: true,
    attachmentEncoding: 'utf8',
    maxNestingDepth: 20,
  })
  const textOf = (type: RegExp): string | null => {
    const found = attachments.find(({ mimeType }) => type.test(mimeType))?.content
    return found === undefined ? null : typeof found === 'string' ? found : new TextDecoder().decode(found)
  }
  const status = textOf(/^message\/(global-)?delivery-status$/)
  if (status === null) return null
  const [ofMessage = new Map<string, string>(), ...ofRecipients] = groupsIn(status)
  const original = groupsIn(
    textOf(/^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/) ?? '',
  )[0]
  const ids = [ofMessage.get('original-envelope-id'), original?.get('message-id')].flatMap((text) => idIn(text) ?? [])
  return { ids: [...new Set(ids)], failures: ofRecipients.flatMap((fields) => failureOf(fields) ?? []) }
}

type Fields = ReadonlyMap<string, string>

/** Header fields, by names in lower case and with folded lines joined, of groups that empty lines part. */
function groupsIn(text: string): readonly Fields[] {
  const groups = text
    .replaceAll(/\r\n?/g, '\n')
    .trim()
    .split(/\n[ \t]*\n\s*/)
  return groups.map((group) => {
    const lines = group.replaceAll(/\n[ \t]+/g, ' ').split('\n')
    return new Map(
      lines.flatMap((line) => {
        const at = line.indexOf(':')
        return at > 0 ? [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const] : []
      }),
    )
  })
}

/** What became of one recipient; null where it may still arrive, or did. */
function failureOf(fields: Fields): Failed | null {
  if (fields.get('action')?.toLowerCase() !== 'failed') return null
  const status = fields.get('status') ?? ''
  const diagnostic = valueOf(fields.get('diagnostic-code'))
  const [final, original] = [fields.get('final-recipient'), fields.get('original-recipient')].map(addressOf)
  const address = original || final
  if (!address) return null
  const outcome = address === final || !final ? refusalOf(diagnostic, status) : 'refused'
  return { address, outcome, says: diagnostic || status }
}

/** What follows the type of a value: “rfc822; ada@example.com”. */
const valueOf = (text = ''): string => text.slice(text.indexOf(';') + 1).trim()
const addressOf = (text: string | undefined): string => valueOf(text).replaceAll(/^<|>$/g, '').toLowerCase()

const idIn = (text = ''): string | undefined =>
  /^<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:@|>|$)/i.exec(text)?.[1]
