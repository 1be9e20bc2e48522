import type { Attached } from './mail.ts'

const signatures = /^application\/(?:(?:x-)?pkcs7-signature|pgp-signature|pgp-encrypted)$/

/** Whether a file is only how a mail was signed or packed: nobody reads it, and with every mail it is another one. */
export const isWrapping = ({ type }: Pick<Attached, 'type'>): boolean => signatures.test(type)

interface Packed {
  readonly files: readonly Pick<Attached, 'name' | 'type' | 'content'>[]
  /** The mail's text, without what it quotes. */
  readonly written: string
}

/** What a mail holds that can't be shown here, in sentences that say what to do about it. */
export function packedSays({ files, written }: Packed): readonly string[] {
  const has = (type: RegExp): boolean => files.some((file) => type.test(file.type))
  const isEmpty = written.trim() === ''
  const invitation = isEmpty ? files.find(({ type }) => type === 'text/calendar') : undefined
  return [
    has(/^application\/(?:vnd\.)?ms-tnef$/) || files.some(({ name }) => name.toLowerCase() === 'winmail.dat')
      ? 'Outlook packed files of this mail into winmail.dat, which only Outlook opens. Ask its sender to send it as HTML.'
      : null,
    has(/^application\/(?:x-)?pkcs7-mime$/)
      ? 'It is encrypted, or sealed as a whole, by S/MIME, and can’t be opened here. Ask its sender to send it without.'
      : null,
    has(/^application\/pgp-encrypted$/) || written.includes('-----BEGIN PGP MESSAGE-----')
      ? 'It is encrypted by PGP and can’t be opened here. Ask its sender to send it without.'
      : null,
    invitation ? `It is an invitation: ${summaryOf(invitation.content.toString('utf8'))}.` : null,
    has(/^message\/partial$/)
      ? 'It is one piece of a larger mail that was sent in several. Ask its sender to send it whole.'
      : null,
  ].filter((says) => says !== null)
}

/** What an invitation is to (RFC 5545), its lines unfolded. */
function summaryOf(calendar: string): string {
  const unfolded = calendar.slice(0, 200_000).replaceAll(/\r?\n[ \t]/g, '')
  const summary = /^SUMMARY(?:;[^:\n]*)?:(.*)$/im.exec(unfolded)?.[1]?.trim() ?? ''
  return summary === ''
    ? 'see its file'
    : `“${summary
        .replaceAll(/\\(.)/g, '$1')
        .replaceAll(/[*_`[\]<]/g, ' ')
        .slice(0, 200)}”`
}
