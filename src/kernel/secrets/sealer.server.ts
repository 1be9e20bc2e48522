import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps secrets (passwords of other systems, signing keys) unreadable wherever the database goes. */
export interface Sealer {
  /** AES-256-GCM under a key of this installation, as text; what is sealed already stays as it is. */
  readonly seal: (text: string) => string
  /** The text that was sealed. Throws when it was sealed by another key, or altered. */
  readonly open: (sealed: string) => string
}

const prefix = 'sealed.1.'
const [nonceBytes, tagBytes] = [12, 16]

/** The sealer of an installation, by its secret. */
export function openSealer(secret: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, 'quarterdeck', 'secrets at rest', 32))
  const open = (sealed: string): string => {
    const bytes = Buffer.from(sealed.slice(prefix.length), 'base64url')
    if (!sealed.startsWith(prefix) || bytes.length < nonceBytes + tagBytes) throw new SealBroken()
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
    try {
      return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
    } catch (error) {
      throw new SealBroken({ cause: error })
    }
  }
  const seal = (text: string): string => {
    if (isSealedBy(open, text)) return text
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return prefix + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
  }
  return { seal, open }
}

/** A secret that can't be read here: the installation's secret isn't the one it was sealed with. */
export class SealBroken extends Error {
  constructor(options?: ErrorOptions) {
    super(
      'A stored secret can’t be read: it was sealed under another QUARTERDECK_SECRET. Set that one, or enter it anew.',
      options,
    )
  }
}

function isSealedBy(open: Sealer['open'], text: string): boolean {
  if (!text.startsWith(prefix)) return false
  try {
    open(text)
    return true
  } catch {
    return false
  }
}
